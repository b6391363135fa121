"""The stages of linking: sections of a plan, affinity of a pair, restatements."""
