document.body.dataset.old = "yes";
