const BUTTONS =
  /^(?:首页|网站首页|打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|首页|上页)?|分享(?:到)?|收藏|字体|大|中|小|扫一扫.{0,20}|【?(?:打印|关闭|收藏|大|中|小)】?|上一篇.*|下一篇.*|相关(?:文档|链接|文章|阅读|信息)[:：]?|附件下载[:：]?|网站地图|无障碍(?:阅读|浏览)?|长者(?:模式|版))$/;
const FOOTER = /(?:主办单位|承办单位|网站标识码|ICP备|公网安备|版权所有|技术支持)/;
const CRUMBS = /^(?:当前位置|您(?:现在)?的位置|位置)?[:：]?.{0,12}(?:[>＞»].{1,20}){2,}$/;

/** Lines of a web page that are not its text: menus, buttons, the path to the page, the footer. */
export function isPageFurniture(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.length > 120) return false;
  if (FOOTER.test(trimmed) && !/[。；]/.test(trimmed)) return true;
  return CRUMBS.test(trimmed) || trimmed.split(/[\s|｜]+/).every((word) => BUTTONS.test(word));
}
