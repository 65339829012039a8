// Runs before a page's own script, so that not even a script that does not start goes unnoticed: the EHR page's
// complaints are read when something fails, an app page's are its report.
window.complaints = [];

function complain(what) {
  window.complaints.push(`${what}`);
  const id = new URLSearchParams(location.search).get('id');
  if (id) fetch(`/report?id=${id}`, {method: 'POST', body: JSON.stringify({error: `${what}`})});
}

window.addEventListener('error', ({error, message}) => {
  if (error?.isMeant) return; // a page's code that fails on purpose
  complain(error?.stack ?? message);
});
window.addEventListener('unhandledrejection', ({reason}) => complain(reason?.stack ?? reason));
