/** What a new policy starts from: everything a document needs, to be filled in. */
export const blankTemplate = `{
  "version": "2.0",
  "statement": [
    {
      "effect": "allow",
      "action": [],
      "resource": []
    }
  ]
}`
