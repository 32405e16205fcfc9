"""How is it measured, how well, and what can it not do?"""

import streamlit as st

from pages.shared import card, frame
from pages.shared.texts import t

frame.require("method")
quality = card.quality()
frame.heading(t("page_method"), card.finding(quality))

st.subheader(t("method_scale"))
st.markdown(t("method_scale_text"))
card.scale()

st.subheader(t("method_way"))
st.markdown(t("method_way_text"))

st.subheader(t("method_quality"))
st.markdown(t("method_quality_text"))
card.extraction(quality)
card.stance()
card.source()

st.subheader(t("method_limits"))
st.markdown(t("method_limits_text"))

st.subheader(t("method_damage"))
st.markdown(t("method_damage_text"))
card.damage()

st.subheader(t("method_corpus"))
card.corpus()
