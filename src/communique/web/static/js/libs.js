// The vendored libraries, which put themselves on `globalThis`, as promises of what the views use of them.

export async function d3() {
  await import("../vendor/d3/d3.min.js");
  return globalThis.d3;
}

export async function sigma() {
  await Promise.all([import("../vendor/graphology/graphology.umd.min.js"), import("../vendor/sigma/sigma.min.js")]);
  return { Graph: globalThis.graphology.Graph, Sigma: globalThis.Sigma };
}

let outlines = null;
/** The world's countries as GeoJSON features, and the lines between them. */
export function world() {
  outlines ??= (async () => {
    const [answer] = await Promise.all([
      fetch(new URL("../vendor/world-atlas/countries-110m.json", import.meta.url)),
      import("../vendor/topojson-client/topojson-client.min.js"),
    ]);
    const atlas = await answer.json();
    const { feature, mesh } = globalThis.topojson;
    return {
      countries: feature(atlas, atlas.objects.countries).features,
      borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
    };
  })();
  return outlines;
}
