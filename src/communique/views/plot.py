"""Series as a figure for a paper: cooperation up, conflict down, the balance of scores over them; SVG, PNG or PDF."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from communique.errors import QueryError

__all__ = ["plot_series"]

#: Okabe and Ito's colours, which colour-blind readers can tell apart: quad class -> colour.
_COLOURS = {"verbal_cooperation": "#56b4e9", "material_cooperation": "#0072b2", "verbal_conflict": "#e69f00",
            "material_conflict": "#d55e00"}
_KINDS = (".svg", ".png", ".pdf")


def plot_series(table: pa.Table, out: str | Path, title: str, by: str = "month") -> None:
    """Draws what `series` gave to `out` (its suffix is the format). Raises QueryError for another suffix, for an empty
    series, and where matplotlib is not installed."""
    out = Path(out)
    if out.suffix.lower() not in _KINDS:
        raise QueryError(f"{out}: a plot is {', '.join(_KINDS)}")
    if table.num_rows == 0:
        raise QueryError("nothing to plot: no event with a day matches")
    try:
        import matplotlib
    except ImportError as e:
        raise QueryError("plots need matplotlib: pip install 'communique[plot]'") from e
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    days = table.column("period").to_pylist()
    width = {"day": 0.9, "week": 6, "month": 25, "quarter": 80, "year": 320}[by]
    style = {"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "communique", "svg.fonttype": "none"}
    with plt.rc_context(style):
        figure, axes = plt.subplots(figsize=(7.2, 3.6), layout="constrained")
        for sign, names in ((1, ("verbal_cooperation", "material_cooperation")),
                            (-1, ("verbal_conflict", "material_conflict"))):
            base = [0] * len(days)
            for name in names:
                heights = [sign * n for n in table.column(name).to_pylist()]
                axes.bar(days, heights, width=width, bottom=base, color=_COLOURS[name], label=name.replace("_", " "))
                base = [b + h for b, h in zip(base, heights, strict=True)]
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_ylabel(f"events a {by} (conflict below)")
        axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        balance = axes.twinx()
        balance.plot(days, table.column("score").to_pylist(), color="black", linewidth=1.2, marker="o", markersize=2.5,
                     label="sum of PLOVER scores (right)")
        most = max((abs(v) for v in table.column("score").to_pylist()), default=0) or 1
        balance.set_ylim(-most * 1.15, most * 1.15)
        tall = max(abs(v) for v in axes.get_ylim())
        axes.set_ylim(-tall, tall)
        balance.set_ylabel("score")
        axes.spines["top"].set_visible(False)
        balance.spines["top"].set_visible(False)
        axes.set_title(title, loc="left", fontsize=10)
        handles = [*axes.get_legend_handles_labels()[0], *balance.get_legend_handles_labels()[0]]
        figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8)
        dated = {".svg": "Date", ".pdf": "CreationDate"}.get(out.suffix.lower())
        figure.savefig(out, dpi=200, metadata={dated: None} if dated else {})
        plt.close(figure)
