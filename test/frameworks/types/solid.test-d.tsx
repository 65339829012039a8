/** @jsxImportSource solid-js */
import type {SmartAppFrame, SmartMessagingContext, SmartRequestEvent, UiResponse} from 'smart-web-messaging-elements';
import {MemoryScratchpad} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/solid';
import {expectType} from '../../types/expect-type';

const success: UiResponse = {status: 'success'};
let frame!: SmartAppFrame;
let context!: SmartMessagingContext;

export const right = () => (
  <>
    <smart-app-frame
      ref={frame}
      class="pane"
      label="Orders"
      src="https://dosing.example.org/launch.html"
      launch-mode="query"
      connect-timeout="5000"
      attr:request-timeout="5000"
      prop:limits={{inFlight: 500}}
      scratchpad={new MemoryScratchpad()}
      scope={undefined}
      on:smart-ui-launch-activity={(event) => {
        expectType<string>()(event.detail.payload.activityType, true);
        event.currentTarget.reload();
        event.respondWith(success);
      }}
      on:smart-scratchpad-change={({detail}) => expectType<string>()(detail.location, true)}
      on:smart-connect={{once: true, handleEvent: ({detail}) => expectType<string>()(detail.origin, true)}}
      onClick={() => undefined}
    >
      <p slot="loading">One moment</p>
    </smart-app-frame>
    <smart-messaging-context id="ehr" ref={context} tokenResponse={{}} on:smart-connect={() => undefined}>
      <button commandfor="ehr" command="--ui-done">
        Done
      </button>
    </smart-messaging-context>
  </>
);

export const wrong = () => (
  <>
    {/* @ts-expect-error there is no such mode */}
    <smart-app-frame launch-mode="other" />
    {/* @ts-expect-error there is no such property */}
    <smart-app-frame source="https://dosing.example.org/" />
    {/* @ts-expect-error the state is the element's own */}
    <smart-app-frame prop:state="connected" />
    {/* @ts-expect-error a scratchpad is an object */}
    <smart-app-frame scratchpad="here" />
    {/* @ts-expect-error not a number */}
    <smart-app-frame connect-timeout="soon" />
    {/* @ts-expect-error Solid would listen to an event of another name */}
    <smart-app-frame onSmartUiDone={() => undefined} />
    {/* @ts-expect-error the reference is to another element */}
    <smart-app-frame ref={context} />
    {/* @ts-expect-error that event has another class */}
    <smart-messaging-context on:smart-state-change={(event: SmartRequestEvent) => event.respondWith(success)} />
  </>
);
