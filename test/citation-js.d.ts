declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/core' {
  /** A paper in CSL's JSON. */
  interface Csl {
    readonly 'citation-key': string;
    readonly title?: string;
    readonly author?: readonly Readonly<Record<string, string>>[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  }
  export const plugins: {
    readonly input: {
      chain(source: string, options: { readonly forceType: string; readonly generateGraph: boolean }): readonly Csl[];
    };
  };
}
