/* The answer to the redirect file: keep the pages' token for this origin, port included, and go on. */
try {
  localStorage.setItem("huiqi:desk-token", document.querySelector("meta[name=desk-token]").content);
  location.replace("/");
} catch (error) {
  document.getElementById("said").textContent =
    "浏览器不让工作台保存打开凭证。请在浏览器的设置中允许网站保存数据，再打开一次。";
}
