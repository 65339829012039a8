import '../../../components/smart-messaging-context/define.js';
import {refusalText, SmartMessagingError} from '../../../components/protocol/index.js';
import type {SmartMessagingContext} from '../../../components/smart-messaging-context/smart-messaging-context.js';

/** What the apps of the stories have in common. */
export interface StoryApp {
  ehr: SmartMessagingContext;
  /** Shows a sentence in the app's `.outcome`, where screen readers hear it. */
  say: (text: string) => void;
  /** Does something at a click on the button `selector`, and says what came of it, or why it failed. */
  onClick: (selector: string, action: () => Promise<string | undefined>) => void;
}

/** Names the app to the EHR, and shows where it comes from and whether it is connected. */
export function startApp(): StoryApp {
  const ehr = need(document.querySelector('smart-messaging-context'));
  ehr.handshakePayload = {application: {name: document.title}};
  showState(ehr);

  const say = (text: string) => {
    need(document.querySelector('.outcome')).textContent = text;
  };
  const onClick: StoryApp['onClick'] = (selector, action) => {
    const button = need(document.querySelector<HTMLElement>(selector));
    button.addEventListener('click', () => {
      if (button.ariaDisabled === 'true') return;
      button.ariaDisabled = 'true';
      void action()
        .catch(explain)
        .then((text) => {
          button.ariaDisabled = null;
          if (text !== undefined) say(text);
        });
    });
  };
  return {ehr, say, onClick};
}

/** Why a request failed, in a sentence for the person in front of the app. */
export function explain(error: unknown): string {
  if (!(error instanceof SmartMessagingError)) return String(error);
  return error.code === 'refused' ? `The EHR refused: ${refusalText(error.payload) ?? error.message}` : error.message;
}

function showState(ehr: SmartMessagingContext): void {
  const footer = document.createElement('footer');
  const origin = document.createElement('code');
  const state = document.createElement('span');
  origin.textContent = location.origin;
  state.className = 'state';
  footer.append(origin, state);
  document.body.append(footer);
  const show = () => {
    state.textContent = ehr.state;
    state.dataset['state'] = ehr.state;
  };
  ehr.addEventListener('smart-state-change', show);
  show();
}

function need<E>(element: E | null): E {
  if (!element) throw new Error('The page of this app lacks <smart-messaging-context> or a part that its script uses.');
  return element;
}
