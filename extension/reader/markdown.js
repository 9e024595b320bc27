/** The article in the frame as Markdown, as it stands now: with what was put back, without the lists around it. */

const BLOCKS = new Set(["address", "article", "aside", "blockquote", "div", "dl", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "section", "table", "ul"]);

/**
 * @param {Document} page the reading view
 * @returns {string} CommonMark with pipe tables
 */
export function markdown(page) {
  const title = page.querySelector("h1");
  const dek = page.querySelector(".dek");
  const about = [".byline", ".about time"].map((selector) => page.querySelector(selector)?.textContent.trim());
  const original = page.querySelector("a.original")?.href;
  const head = [
    title && `# ${inline(title)}`,
    dek && inline(dek),
    about.filter(Boolean).map(escaped).join(" · "),
    original && `<${original}>`,
  ];
  const article = page.querySelector("article");
  return `${[...head, ...(article ? blocks(article) : [])].filter(Boolean).join("\n\n")}\n`;
}

function blocks(parent) {
  const out = [];
  let loose = [];
  const flush = () => {
    const said = loose.map(inlineNode).join("").trim();
    if (said) out.push(said);
    loose = [];
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === 1 && BLOCKS.has(node.localName)) {
      flush();
      const said = block(node);
      if (said) out.push(said);
    } else {
      loose.push(node);
    }
  }
  flush();
  return out;
}

function block(element) {
  const name = element.localName;
  if (/^h[2-6]$/.test(name)) return `${"#".repeat(Number(name[1]))} ${inline(element)}`;
  if (name === "p") return inline(element);
  if (name === "hr") return "---";
  if (name === "pre") return fenced(element.textContent);
  if (name === "blockquote") return indented(blocks(element).join("\n\n"), "> ");
  if (name === "ul" || name === "ol") return list(element);
  if (name === "table") return table(element);
  if (name === "figure") return figure(element);
  return blocks(element).join("\n\n");
}

function list(element) {
  const ordered = element.localName === "ol";
  let number = Number(element.getAttribute("start") ?? 1);
  const items = [...element.children].filter((child) => child.localName === "li");
  return items
    .map((item) => {
      const bullet = ordered ? `${item.value || number++}. ` : "- ";
      return bullet + indented(blocks(item).join("\n"), " ".repeat(bullet.length)).trimStart();
    })
    .join("\n");
}

function table(element) {
  const rows = [...element.rows].map((row) => [...row.cells].map((cell) => inline(cell).replace(/\|/g, "\\|").replace(/\n/g, " ")));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return "";
  const line = (cells) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  return [line(rows[0]), line(Array(width).fill("---")), ...rows.slice(1).map(line)].join("\n");
}

function figure(element) {
  const caption = element.querySelector("figcaption");
  const pictures = [...element.querySelectorAll("img")].map(picture);
  const inner = element.querySelector("table");
  return [...pictures, inner && table(inner), caption && `*${inline(caption)}*`].filter(Boolean).join("\n\n");
}

const picture = (image) => `![${escaped(image.alt)}](${address(image.src)})`;

const inline = (element) => [...element.childNodes].map(inlineNode).join("").replace(/[ \t]+/g, " ").trim();

function inlineNode(node) {
  if (node.nodeType === 3) return escaped(node.data.replace(/\s+/g, " "));
  if (node.nodeType !== 1 || node.localName === "button" || node.localName === "rt") return "";
  const inside = [...node.childNodes].map(inlineNode).join("");
  switch (node.localName) {
    case "a":
      return /^https?:/.test(node.href) && inside.trim() ? `[${inside}](${address(node.href)})` : inside;
    case "b":
    case "strong":
      return around(inside, "**");
    case "em":
    case "i":
      return around(inside, "*");
    case "code":
      return `\`${node.textContent.replaceAll("`", "'")}\``;
    case "br":
      return "\\\n";
    case "img":
      return picture(node);
    default:
      return inside;
  }
}

/** Marks stand at words, not at spaces: `** so**` would not be read as strong. */
function around(text, mark) {
  const [, before, said, after] = /^(\s*)(.*?)(\s*)$/s.exec(text);
  return said ? before + mark + said + mark + after : text;
}

const escaped = (text) => text.replace(/[\\`*_[\]<]/g, "\\$&").replace(/^(\s*)(#{1,6}\s|[-+>]\s|\d+[.)]\s)/, "$1\\$2");
const address = (url) => url.replace(/[()\s<>]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
const indented = (text, by) => text.replace(/^/gm, by);

function fenced(text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}
