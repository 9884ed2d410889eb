import { modifyGroupAction } from '@yanshu/protocol'
import type { GroupDetails } from '@yanshu/protocol'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import type { Field } from '../../design/FieldList.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { formatDateTime } from '../../design/format.ts'
import { PersonAvatar } from '../../design/PersonAvatar.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { EditGroupDialog } from './EditGroupDialog.tsx'

interface GroupInfoCardProps {
  readonly appId: number
  readonly group: GroupDetails
}

/** 基本信息. */
export function GroupInfoCard({ appId, group }: GroupInfoCardProps) {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<'edit'>()
  return (
    <SettingsCard
      title={t('groups.details.info.title')}
      actions={
        <Allowed action={modifyGroupAction}>
          <Button type="link" size="small" onClick={() => open('edit')}>
            {t('common.edit')}
          </Button>
        </Allowed>
      }
    >
      <div className="ys-group-info">
        <FieldList fields={whatItIs(t, group)} />
        <FieldList fields={howItWorks(t, group)} />
      </div>
      {dialog === 'edit' && <EditGroupDialog appId={appId} group={group} onClose={close} />}
    </SettingsCard>
  )
}

function whatItIs(t: TFunction, group: GroupDetails): readonly Field[] {
  const { Name, FaceUrl, GroupId, OwnerUserID, CustomFields } = group
  return [
    { label: t('groups.table.groupId'), value: <CopyText text={GroupId} label={GroupId} /> },
    {
      label: t('groups.table.name'),
      value: (
        <span className="ys-row ys-group-name">
          <PersonAvatar name={Name || GroupId} image={FaceUrl} />
          {Name}
        </span>
      ),
    },
    { label: t('groups.table.type'), value: t(`groups.types.${group.Type}`) },
    {
      label: t('groups.table.owner'),
      value: OwnerUserID && <CopyText text={OwnerUserID} label={OwnerUserID} />,
    },
    { label: t('groups.details.info.introduction'), value: prose(group.Introduction) },
    { label: t('groups.details.info.notification'), value: prose(group.Notification) },
    ...(CustomFields.length === 0
      ? []
      : [
          {
            label: t('groups.details.info.customFields'),
            value: prose(CustomFields.map(({ Key, Value }) => `${Key}: ${Value}`).join('\n')),
          },
        ]),
  ]
}

function howItWorks(t: TFunction, group: GroupDetails): readonly Field[] {
  const { MemberNum: members, MaxMemberNum: most, LastMsgTime: last } = group
  const onOff = (on: boolean) => t(on ? 'groups.details.info.on' : 'groups.details.info.off')
  const isLive = group.Type === 'AVChatRoom'
  return [
    {
      label: t('groups.table.members'),
      value: isLive
        ? t('groups.details.info.online', { members })
        : t('groups.details.info.memberCount', { members, most }),
    },
    {
      label: t('groups.details.info.applyOption'),
      value: t(`groups.details.apply.${group.ApplyJoinOption}`),
    },
    {
      label: t('groups.details.info.inviteOption'),
      value: t(`groups.details.invite.${group.InviteJoinOption}`),
    },
    { label: t('groups.details.info.muteAll'), value: onOff(group.MuteAllMember) },
    ...(group.Type === 'Community'
      ? [{ label: t('groups.details.info.topics'), value: onOff(group.SupportTopic) }]
      : []),
    { label: t('groups.table.created'), value: time(group.CreateTime) },
    { label: t('groups.details.info.lastMessage'), value: last === 0 ? '' : time(last) },
  ]
}

function prose(text: string) {
  return text && <span className="ys-prewrap">{text}</span>
}

function time(seconds: number) {
  return <span className="ys-digits">{formatDateTime(seconds)}</span>
}
