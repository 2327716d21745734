"""How varied a set of traces is: counts, shapes of graphs, wording, exact and near duplicates."""
