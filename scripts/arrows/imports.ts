export interface Import {
  readonly specifier: string
  /** Gone at run time, so it ties nothing but words together. */
  readonly isTypeOnly: boolean
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s)?[\w$\s{},*]*?\bfrom\s*(['"])(?<from>[^'"\n]+)\2|^[ \t]*import\s*(['"])(?<bare>[^'"\n]+)\4|\bimport\(\s*(['"])(?<dynamic>[^'"\n]+)\6|\bimport\.meta\.resolve\(\s*(['"])(?<resolved>[^'"\n]+)\8/gm

/** Every module that a source file names: imports, re-exports and imports at run time. */
export function readImports(source: string): Import[] {
  return [...withoutComments(source).matchAll(STATEMENT)].flatMap((match) => {
    const { from, bare, dynamic, resolved } = match.groups ?? {}
    const specifier = from ?? bare ?? dynamic ?? resolved
    return specifier === undefined ? [] : [{ specifier, isTypeOnly: match[1] !== undefined }]
  })
}

/** True where the source uses what only Bun has, by import or by global. */
export function usesBun(source: string): boolean {
  const named = readImports(source).some(({ specifier }) => /^bun(:|$)/.test(specifier))
  return named || /\bBun\s*[.[]|\bBun\s*[;,)]/.test(withoutTexts(source))
}

const TEXTS_AND_COMMENTS =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

function withoutComments(source: string): string {
  return source.replace(TEXTS_AND_COMMENTS, (found) => (found.startsWith('/') ? '' : found))
}

function withoutTexts(source: string): string {
  return source.replace(TEXTS_AND_COMMENTS, (found) => (found.startsWith('/') ? '' : "''"))
}
