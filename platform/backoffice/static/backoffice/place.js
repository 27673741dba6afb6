// Wagtail's side bar marks the entry whose address the page's begins with, and Home for all others. These pages
// belong to an entry whose address is another.

const BELONGS = {"/drafts/": "/orders/", "/refunds/": "/orders/", "/pages/": "/design/", "/images/": "/design/"};

const here = Object.keys(BELONGS).find((address) => location.pathname.startsWith(address));

function mark() {
  const entry = document.querySelector(`.sidebar-menu-item > a[href="${BELONGS[here]}"]`);
  if (!entry) return false;
  const home = document.querySelector('.sidebar-menu-item > a[href="/"]');
  home?.removeAttribute("aria-current");
  home?.parentElement.classList.remove("sidebar-menu-item--active");
  entry.parentElement.classList.add("sidebar-menu-item--active");
  return true;
}

if (here && !mark()) {
  const waiting = new MutationObserver(() => mark() && waiting.disconnect());
  waiting.observe(document.body, {childList: true, subtree: true});
}
