/** A text for a format whose texts may have tags: what looks like a tag or a reference to a character is made a reference. */
export function marked(text: string): string {
  return text.replace(/&(?=#?\w{1,32};)/g, '&amp;').replace(/<(?=[a-z/!?])/gi, '&lt;');
}
