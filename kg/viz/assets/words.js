// What the page was given, the words of its own controls in two languages, and the one way to make elements.

// Marks that turn the direction of text could make a name look like another: they are written out.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;
const visible = (text) => text.replace(TURNING, (mark) => `⟨U+${mark.codePointAt(0).toString(16).toUpperCase()}⟩`);

// Looking at every value takes seconds where there are a million; few pages have such a mark at all.
const DATA = document.getElementById("graph-data").textContent;
const GRAPH = DATA.search(TURNING) < 0 ? JSON.parse(DATA) : JSON.parse(DATA, (_, value) => (typeof value === "string" ? visible(value) : value));
const ABOUT = GRAPH.about;

const UI = {
  zh: {
    title: "医疗 AI 知识图谱", filters: "图例与筛选", fold: "收起", unfold: "筛选", types: "类型", kinds: "关系", years: "年份", levels: "可信程度", sources: "报告", noReport: "未注明", all: "全部",
    undated: "含无日期", yearFrom: "起始年份", yearTo: "结束年份", anyYear: "不限",
    search: "按名称或别名查找", searchHint: "查找企业、产品、疾病……", suggestions: "查找结果",
    noMatch: "没有这个名称", notDrawn: "不在图中", tools: "视图", zoomIn: "放大", zoomOut: "缩小",
    fit: "全图", fitHint: "显示全图", pngHint: "保存为 PNG 图片", otherLanguage: "EN", languageHint: "Switch to English",
    details: "详情", close: "关闭", aliases: "别名", reports: "出现于", facts: "条事实", noFacts: "没有关于它的事实。",
    table: "表格", prose: "正文", forecast: "预测", confidence: { "almost certain": "几乎确定", sure: "可信", likely: "较可信", doubtful: "存疑" },
    characters: "字符", more: "展开全部", nothing: "图中没有可显示的节点。", canvas: "知识图谱。用查找框选择节点；方向键移动，加减号缩放，Esc 取消选择。",
    unseen: (name) => `「${name}」不在图中。用命令查看它的周边：kg viz --around "${name}"`,
  },
  en: {
    title: "Medical AI graph", filters: "Legend and filters", fold: "Hide", unfold: "Filter", types: "Types", kinds: "Relations", years: "Years", levels: "Confidence", sources: "Reports", noReport: "not given", all: "All",
    undated: "and undated", yearFrom: "From year", yearTo: "To year", anyYear: "any",
    search: "Find by name or alias", searchHint: "Find a company, product, disease …", suggestions: "Results",
    noMatch: "No such name", notDrawn: "not drawn", tools: "View", zoomIn: "Zoom in", zoomOut: "Zoom out",
    fit: "Fit", fitHint: "Show the whole graph", pngHint: "Save as PNG", otherLanguage: "中", languageHint: "切换为中文",
    details: "Details", close: "Close", aliases: "Also", reports: "Named in", facts: "facts", noFacts: "No facts about it.",
    table: "table", prose: "prose", forecast: "forecast", confidence: {},
    characters: "characters", more: "Show all", nothing: "There is nothing to draw.", canvas: "Knowledge graph. Choose a node in the search box; arrow keys move, plus and minus zoom, Escape clears.",
    unseen: (name) => `“${name}” is not drawn. See what is around it: kg viz --around "${name}"`,
  },
};

const FONT = '"Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';

let language = "zh";

const ui = (key) => UI[language][key];

// Words of the schema come with the graph; a term without a label shows its own name.
function term(name) {
  const words = ABOUT.words[name] || {};
  return words[language] || words.zh || words.en || name;
}

const count = (number) => number.toLocaleString("en-US");

// Every element is made here, and text only ever enters as text.
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const CORNERS = {
  square: "2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5",
  diamond: "8,1 15,8 8,15 1,8",
  triangle: "8,1.5 15,14 1,14",
  triangleDown: "8,14.5 15,2 1,2",
  hexagon: "4.3,1.6 11.7,1.6 15.4,8 11.7,14.4 4.3,14.4 0.6,8",
  star: "8,0.8 10,5.7 15.3,6 11.2,9.4 12.6,14.6 8,11.7 3.4,14.6 4.8,9.4 0.7,6 6,5.7",
};

const styleOf = (type) => ABOUT.types[type] || ABOUT.types.Thing;

// The sign of a type, as on the canvas.
function sign(type) {
  const space = "http://www.w3.org/2000/svg";
  const { colour, shape } = styleOf(type);
  const svg = document.createElementNS(space, "svg");
  // WebGL draws dots only.
  const corners = typeof vis === "undefined" ? undefined : CORNERS[shape];
  const figure = document.createElementNS(space, corners ? "polygon" : "circle");
  const form = corners ? { points: corners } : { cx: 8, cy: 8, r: 6.5 };
  for (const [name, value] of Object.entries({ ...form, fill: colour })) figure.setAttribute(name, value);
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" })) svg.setAttribute(name, value);
  svg.append(figure);
  return svg;
}

// Texts of the fixed parts of the page, in the language of the moment.
function writeWords() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = ui(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", ui(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = ui(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = ui(element.dataset.placeholder);
  const { title } = ABOUT.meta;
  if (title && title.zh) document.querySelector("#side h1").textContent = title[language];
  document.getElementById("canvas").setAttribute("aria-label", ui("canvas"));
}
