// The form works without this script: it adds dropping files, and says so when they are too many.
const form = document.getElementById("upload");
const files = document.getElementById("files");
const tooMuch = document.getElementById("too-much");

const check = () => {
  const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
  const { mostBytes, mostFiles } = form.dataset;
  tooMuch.hidden = size <= Number(mostBytes) && files.files.length <= Number(mostFiles);
};
files.addEventListener("change", check);
check(); // files may have been chosen before the script came
form.addEventListener("submit", event => tooMuch.hidden || event.preventDefault());

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, event => {
    event.preventDefault();
    form.classList.add("over");
  });
}
form.addEventListener("dragleave", event => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("over");
});
form.addEventListener("drop", event => {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
  check();
});
