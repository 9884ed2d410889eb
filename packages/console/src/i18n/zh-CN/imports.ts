import type { imports as english } from '../en-US/imports.ts'
import type { TextsLike } from '../texts-like.ts'

export const imports: TextsLike<typeof english> = {
  drop: '点击选择 CSV 文件，或将文件拖到此处',
  dropHint: 'UTF-8 编码，最多 {{rows, number}} 行。首行为列名。',
  template: '下载模板',
  another: '重新选择文件',
  summary: '可导入 {{good, number}} 行，不可导入 {{bad, number}} 行',
  previewCut: '仅显示前 {{shown, number}} 行，有问题的行排在最前。',
  sending: '已发送 {{done, number}} / {{total, number}}',
  stop: '停止',
  downloadFailed: '下载失败的行',
  line: '行号',
  state: '状态',
  ready: '可导入',
  reason: '原因',
  fileFaults: {
    empty: '文件中没有数据行。',
    missingColumn: '首行没有名为 {{column}} 的列。',
    unclosedQuote: '文件中有未闭合的引号。',
    tooManyRows: '文件超过 {{rows, number}} 行。',
    tooLarge: '文件超过 8 MB。',
    unreadable: '文件不是 UTF-8 文本，请另存为“CSV UTF-8”后重试。',
  },
  notSent: '导入已停止，未发送',
}
