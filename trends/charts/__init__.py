"""Tables → plotly figures, one function a chart, no arithmetic. Words come from the caller."""
