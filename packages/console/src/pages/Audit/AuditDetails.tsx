import type { AuditEvent } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { CodeBlock } from '../../design/CodeBlock.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import type { ChangedMember } from './changed-members.ts'
import { changeOf, prettyJson } from './changed-members.ts'

/** Everything that was kept of one event. */
export function AuditDetails({ event }: { event: AuditEvent }) {
  const { t } = useTranslation()
  const { Message, Resource, RequestId, Uin, SecretId, Code, Body } = event
  const copied = [
    [t('audit.details.resource'), Resource],
    [t('audit.details.requestId'), RequestId],
    [t('audit.details.uin'), Uin],
    ['SecretId', SecretId],
  ] as const
  return (
    <div className="ys-audit__details">
      <dl className="ys-fields">
        <dt>{t('audit.details.code')}</dt>
        <dd className="ys-mono">{Code}</dd>
        {Message !== '' && (
          <>
            <dt>{t('audit.details.message')}</dt>
            <dd className="ys-prewrap">{Message.trim()}</dd>
          </>
        )}
        {copied
          .filter(([, text]) => text !== '')
          .map(([label, text]) => (
            <Copied key={label} label={label} text={text} />
          ))}
      </dl>
      <Changes event={event} />
      {Body !== '' && Body !== '{}' && (
        <section>
          <h3>{t('audit.details.body')}</h3>
          <CodeBlock code={prettyJson(Body)} label={t('audit.details.body')} />
          {Body.includes('"***"') && <p className="ys-quiet">{t('audit.details.secrets')}</p>}
        </section>
      )}
    </div>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <CopyText text={text} label={label} />
      </dd>
    </>
  )
}

/** What was before and what came after, member by member. */
function Changes({ event }: { event: AuditEvent }) {
  const { t } = useTranslation()
  const { members, left } = changeOf(event)
  if (event.Result !== 'ok' || event.Door === 'session') return undefined
  return (
    <section>
      <h3>{t('audit.details.change')}</h3>
      {members.length === 0 ? (
        <p className="ys-quiet">{t('audit.details.noChange')}</p>
      ) : (
        <table className="ys-audit__change">
          <thead>
            <tr>
              <th scope="col">{t('audit.details.member')}</th>
              <th scope="col">{t('audit.details.before')}</th>
              <th scope="col">{t('audit.details.after')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <Member key={member.path} member={member} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && <p className="ys-quiet">{t('audit.details.cut', { total: left })}</p>}
    </section>
  )
}

function Member({ member: { path, before, after } }: { member: ChangedMember }) {
  return (
    <tr>
      <th scope="row" className="ys-mono">
        {path}
      </th>
      <td>{before !== undefined && <del className="ys-mono">{before}</del>}</td>
      <td>{after !== undefined && <ins className="ys-mono">{after}</ins>}</td>
    </tr>
  )
}
