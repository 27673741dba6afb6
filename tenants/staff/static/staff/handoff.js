// The page shows a button for those without scripts; with them it goes on by itself.
document.querySelector("form[data-handoff]")?.requestSubmit();
