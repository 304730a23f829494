// What is said to visitors: one file a language satisfies this type.

export interface Messages {
  notice: Record<string, string>
  categories: Record<string, { title: string; why: string; withoutIt: string }>
}
