// What this EHR does anyway, however messages come in.

export const context = {subject: {reference: 'Patient/example'}};

const find = (selector) => document.querySelector(selector);

export const say = (text) => (find('#status').textContent = text);

export const showFocus = (linkId) =>
  (find('#focus').textContent = `Now at: ${linkId}`);

export function showAnswers({item = []}) {
  const lines = item.map(({text, answer}) => {
    const line = document.createElement('li');
    line.textContent = `${text}: ${Object.values(answer[0])[0]}`;
    return line;
  });
  find('#answers').replaceChildren(...lines);
}

/** A button that does something, and says what has come of it. */
export const onClick = (selector, action) =>
  find(selector).addEventListener('click', async () => {
    try {
      say(await action());
    } catch (error) {
      say(error.message);
    }
  });
