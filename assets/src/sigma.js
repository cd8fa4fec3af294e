// What the graph page uses of graphology and sigma.js, where there are too many things for a flat canvas.

export { MultiDirectedGraph } from "graphology";
export { Sigma } from "sigma";
