/** The widgets' style sheets, see build.mjs. */
declare module "kefu:styles" {
  const css: string;
  export default css;
}
