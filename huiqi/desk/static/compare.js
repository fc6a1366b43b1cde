/* Another meeting to compare with is another page. */
document.getElementById("with")?.addEventListener("change", ({ target }) => {
  location.assign(`?with=${encodeURIComponent(target.value)}`);
});
