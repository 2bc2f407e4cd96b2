"""How the small model is made from the corpus: `make train`, or `python -m train`. Needs the extra
``communique[train]``."""
