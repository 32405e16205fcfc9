"""The yardstick of the dashboard: an app with one chart and nothing else."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[0.5, -0.5, 0.1], mode="markers")))
