"""Speed as ratios: what ours does against what a bare library does with the same input in the same run."""
