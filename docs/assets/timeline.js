/* Today on the time axis, between the days before and behind it. */
(() => {
  "use strict";
  const { left } = self.huiqiDays;
  for (const svg of document.querySelectorAll(".timeline > svg")) {
    const points = [...svg.querySelectorAll(".point[data-day]")].map((point) => ({
      at: Number(point.dataset.at), days: left(point.dataset.day),
    }));
    const behind = points.findIndex((point) => point.days >= 0);
    if (behind < 0 || (behind === 0 && points[0].days > 0)) continue;
    const [one, two] = [points[Math.max(0, behind - 1)], points[behind]];
    const share = one.days === two.days ? 0 : -one.days / (two.days - one.days);
    const at = Math.round(one.at + share * (two.at - one.at));
    const today = svg.querySelector(".today");
    today.setAttribute("transform", svg.classList.contains("lying") ? `translate(${at} 0)` : `translate(0 ${at})`);
    today.classList.add("shown");
  }
})();
