import { expect } from 'bun:test'
import { describeConfInfo } from '@yanshu/protocol'
import { MINUTE } from '../doors/moving-clock.ts'
import { putOnPlan } from '../doors/seed.ts'
import type { ConfigPages } from './config-pages.ts'
import { fill } from './texts.ts'
import type { Texts } from './texts.ts'
import { visiting } from './visit.ts'

/** The clock of the server runs, because pages need seconds to pass, and is put forward. */
let ahead = 0
const now = () => Date.now() + ahead
const { each, visit } = visiting({ defaultPlan: 'premium' }, { now })

each(
  'every function of groups is changed and sticks; topics wait for communities: %j',
  (where) =>
    visit(where, 'group-functions', async ({ im, app, page, pages, words }) => {
      const { features, groupconf } = words
      await pages.open(app.appId, 'features/group-functions', groupconf.functions.page)
      await turnOnCommunities(pages, words)
      await pages.turn(features.switches.LiveMemberList.title, true)
      await pages.turn(features.switches.LiveBan.title, true)
      await pages.turn(features.switches.LiveVisitors.title, false)
      await pages.turn(features.switches.GroupRecall.title, false)
      await setNumbers(pages, words)
      await chooseReceipts(pages, words)
      await page.reload()
      const broadcasts = fill(groupconf.broadcast.value, { rate: '5' })
      await pages.shows(features.switches.LiveBroadcast.title, broadcasts)
      expect(await im.act(describeConfInfo, { SDKAppID: app.appId })).toMatchObject({
        Community: true,
        Topic: true,
        LiveMemberList: true,
        LiveBroadcast: true,
        LiveBroadcastRate: 5,
        LiveBan: true,
        LiveVisitors: false,
        LiveHistoryCount: 20,
        ReceiptGroupTypes: ['Private', 'ChatRoom'],
        GroupRecall: false,
        GroupNameBytes: 30,
        NameCardBytes: 50,
        Pending: [],
      })
    }),
  120_000,
)

async function turnOnCommunities(pages: ConfigPages, { features }: Texts): Promise<void> {
  const { Community, Topic } = features.switches
  expect(await pages.editButton(Topic.title).isDisabled()).toBe(true)
  await pages.shows(Topic.title, fill(features.needs, { setting: Community.title }))
  await pages.turn(Community.title, true)
  await pages.turn(Topic.title, true)
}

async function setNumbers(pages: ConfigPages, { features, groupconf }: Texts): Promise<void> {
  await pages.change(features.switches.LiveBroadcast.title, async (dialog) => {
    const rate = dialog.getByRole('spinbutton')
    expect(await rate.isDisabled()).toBe(true)
    await pages.choose(dialog, features.turnOn)
    await rate.fill('5')
  })
  await pages.change(groupconf.liveHistory.title, (dialog) =>
    dialog.getByRole('spinbutton').fill('20'),
  )
  await pages.change(groupconf.texts.title, (dialog) =>
    dialog.getByRole('spinbutton', { name: groupconf.texts.names.GroupNameBytes }).fill('30'),
  )
}

async function chooseReceipts(pages: ConfigPages, { groupconf, common }: Texts): Promise<void> {
  await pages.change(groupconf.receipts.title, async (dialog) => {
    for (const type of ['ChatRoom', 'Private'] as const) {
      await dialog.getByRole('checkbox', { name: common.groupTypes[type] }).check()
    }
  })
}

each(
  'a plan without premium features says so at each, and leads to the upgrade: %j',
  (where) =>
    visit(where, 'group-functions-gates', async ({ im, app, pages, words }) => {
      const { switches } = words.features
      const { functions, liveHistory, receipts } = words.groupconf
      await putOnPlan(im, app, 'standard')
      await pages.open(app.appId, 'features/group-functions', functions.page)
      const { Community, Topic, LiveMemberList, LiveBroadcast, LiveBan, GroupRecall } = switches
      const premium = [Community, Topic, LiveMemberList, LiveBroadcast, LiveBan]
      for (const { title } of [...premium, liveHistory, receipts]) {
        expect(await pages.editButton(title).isDisabled()).toBe(true)
        await pages.shows(title, words.plans.premiumOnly)
      }
      expect(await pages.editButton(GroupRecall.title).isDisabled()).toBe(false)
      const upgrade = fill(words.plans.upgradeFor, { feature: receipts.title })
      await pages.card(receipts.title).getByRole('button', { name: upgrade }).click()
      await pages.dialog(words.plans.title).waitFor()
    }),
  120_000,
)

each(
  'history and notices say when they take effect, and then no more: %j',
  (where) =>
    visit(where, 'group-notices', async ({ im, app, page, pages, words }) => {
      const { history, notice, notices, messages, pending } = words.groupconf
      const [before = '', after = ''] = pending.split('{{time}}')
      const waits = page.getByText(new RegExp(`${before}\\d\\d:\\d\\d${after}`))
      await pages.open(app.appId, 'features/group-messages', messages.page)
      await pages.changeOf(history.title, 'Private', (dialog) =>
        pages.choose(dialog, history.allowed),
      )
      await waits.waitFor()
      await pages.open(app.appId, 'features/group-notices', notices.page)
      await setNotices(pages, words)
      await page.getByText(notice.items.Kicked).nth(1).waitFor()

      const SDKAppID = app.appId
      const saved = {
        HistoryBeforeJoin: { Private: true },
        GroupNotices: {
          Public: { Invited: 'SendAndStore', Kicked: 'Off', Name: 'Send' },
          AVChatRoom: { MemberMute: 'Send' },
        },
      } as const
      const answer = await im.act(describeConfInfo, { SDKAppID })
      expect(answer).toMatchObject(saved)
      expect(answer.Pending.length).toBe(4)
      expect((await im.platform.im.apps.get(SDKAppID)).conf.HistoryBeforeJoin.Private).toBe(false)
      ahead += 10 * MINUTE
      await pages.open(SDKAppID, 'features/group-messages', messages.page)
      await pages.shows(history.title, history.allowed)
      expect(await waits.count()).toBe(0)
      expect((await im.platform.im.apps.get(SDKAppID)).conf).toMatchObject(saved)
    }),
  120_000,
)

async function setNotices(pages: ConfigPages, { groupconf }: Texts): Promise<void> {
  const { kinds, items, modes } = groupconf.notice
  await pages.changeOf(kinds.member.title, 'Public', (dialog) =>
    dialog
      .getByRole('radiogroup', { name: items.Kicked })
      .getByRole('radio', { name: modes.Off, exact: true })
      .check(),
  )
  await pages.changeOf(kinds.profile.title, 'Public', (dialog) =>
    dialog
      .getByRole('radiogroup', { name: items.Name })
      .getByRole('radio', { name: modes.Send, exact: true })
      .check(),
  )
  await pages.changeOf(kinds.memberProfile.title, 'AVChatRoom', async (dialog) => {
    const muting = dialog.getByRole('radiogroup', { name: items.MemberMute })
    expect(await muting.getByRole('radio').count()).toBe(2)
    await muting.getByRole('radio', { name: modes.Send, exact: true }).check()
  })
}
