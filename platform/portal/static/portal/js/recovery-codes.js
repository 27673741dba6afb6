// Recovery codes to the clipboard or on paper; without scripts there is the download.
const copy = document.querySelector("[data-copy-codes]");
const print = document.querySelector("[data-print]");

if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const list = document.getElementById(copy.dataset.copyCodes);
    const codes = [...list.querySelectorAll("code")].map((code) => code.textContent);
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      copy.textContent = copy.dataset.done;
    } catch {
      getSelection().selectAllChildren(list); // a browser that refuses: marked, ready for Ctrl and C
    }
  });
}
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
