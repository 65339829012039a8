import type {MedicationRequest} from 'fhir/r4.js';
import {html, render} from 'lit';
import type {ActivityParameters} from '../../components/protocol/index.js';
import {MemoryScratchpad} from '../../components/scratchpad/index.js';
import {SidePane, WindowPane} from './app-pane.js';
import {banner} from './banner.js';
import {readChart, type Chart} from './chart.js';
import {showMessages} from './messages.js';
import {notes} from './notes.js';
import {OrderReview} from './order-review.js';
import {isDraftOrder, orders} from './orders.js';
import {watchPermissions} from './permissions.js';
import {problems, showProblem} from './problems.js';
import {results} from './results.js';
import {activateTabs} from './tabs.js';

const patientId = 'example';

const element = <E extends HTMLElement>(id: string): E => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page lacks #${id}.`);
  return found as E;
};

showMessages(element('message-list'), element('message-count'), element<HTMLButtonElement>('clear-messages'));

try {
  startChart(await readChart(patientId));
} catch (error) {
  render(html`<p class="problem">The chart cannot be shown: ${String(error)}</p>`, element('problems'));
}

function startChart(firstChart: Chart): void {
  let chart = firstChart;
  let drafts: MedicationRequest[] = [];
  const scratchpad = new MemoryScratchpad();
  let notice = '';

  // One scratchpad for both ways of running the app: a draft made in the window is there in the chart too.
  const permitted = watchPermissions(element('permissions'), () => {
    side.permit();
    own.permit();
  });
  const context = {patientId, scratchpad, permitted};
  const side = new SidePane(element('in-chart'), context);
  const own = new WindowPane(element('in-window'), context);
  const selectTab = activateTabs(element('app-tabs'));

  const review = new OrderReview(
    element<HTMLDialogElement>('order-review'),
    scratchpad,
    () => chart,
    (message, opener) => void reread(message, opener),
  );

  const reread = async (message: string, opener: Element | null) => {
    notice = message;
    try {
      chart = await readChart(patientId);
    } catch (error) {
      notice = `${message} The chart could not be read again: ${String(error)}`;
    }
    side.notice = element('in-chart').contains(opener) ? notice : '';
    show();
  };

  const show = () => {
    render(banner(chart), element('patient'));
    render(problems(chart), element('problems'));
    render(
      orders(chart, drafts, notice, {adjust, review: (locations) => void review.open(locations)}),
      element('orders'),
    );
    render(results(chart), element('results'));
    render(notes(chart), element('notes'));
  };

  const adjust = () => {
    selectTab(element('tab-in-chart'));
    void side.launch(document.activeElement instanceof HTMLElement ? document.activeElement : undefined);
  };

  const showDrafts = async () => {
    drafts = (await scratchpad.list()).filter(isDraftOrder);
    show();
  };
  document.body.addEventListener('smart-scratchpad-change', () => void showDrafts());

  document.body.addEventListener('smart-ui-launch-activity', (event) => {
    const {activityType, activityParameters} = event.detail.payload;
    if (activityType === 'order-review') {
      event.respondWith(reviewOrders(activityParameters as ActivityParameters<'order-review'>));
    }
    if (activityType === 'problem-review') {
      event.respondWith(reviewProblem(activityParameters as ActivityParameters<'problem-review'>));
    }
  });

  const reviewOrders = async ({draftOrderLocations}: ActivityParameters<'order-review'>) => {
    const missing = await review.open(draftOrderLocations);
    return missing.length ? failure(`There is no draft order at ${missing.join(', ')}.`) : {status: 'success'};
  };

  const reviewProblem = ({problemLocation}: ActivityParameters<'problem-review'>) => {
    const location = typeof problemLocation === 'string' ? problemLocation : problemLocation.reference;
    return showProblem(location) ? {status: 'success'} : failure(`The chart has no problem ${location}.`);
  };

  show();
}

function failure(text: string) {
  return {status: 'failure', statusDetail: {text}};
}
