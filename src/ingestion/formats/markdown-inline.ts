const ESCAPED = /\\([\\`*_{}[\]()#+\-.!|<>~])/g;

/**
 * The words of a line of Markdown: links, emphasis and code without their marks. A `**` between words is left alone:
 * government reports mask figures and names so (检查**家，追回**万元); what follows such a mask is a measure or 区.
 */
export function plainInline(source: string): string {
  const kept: string[] = [];
  return source
    .replace(ESCAPED, (_, character: string) => `\ue000${kept.push(character) - 1}\ue000`)
    .replace(/`([^`]+)`/g, '$1')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^>\s]+)>/g, '$1')
    .replace(/(^|[\s，。；：、（(“「])(\*\*|__|~~)(?=\S)([^*_~]+?)\2(?=$|[\s，。；：、）)”」！？.,:;])/g, '$1$3')
    .replace(/(^|[\s，。；：、（(“「])([*_])(?=[^\s*_])([^*_]+?)\2(?=$|[\s，。；：、）)”」！？.,:;])/g, '$1$3')
    .replace(
      /(?<!\*)\*\*(?![家人件次项个万亿元名份篇起户笔册场余条处%％区县市镇医])([^*，。；、《》“”\s]{1,30})\*\*(?!\*)/g,
      '$1',
    )
    .replace(/\ue000(\d+)\ue000/g, (_, index: string) => kept[Number(index)] ?? '')
    .trim();
}
