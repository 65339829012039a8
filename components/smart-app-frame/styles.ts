import {css} from '@lit/reactive-element/css-tag.js';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    box-sizing: border-box;
    color: CanvasText;
    font:
      1rem / 1.5 system-ui,
      sans-serif;
  }

  :host([hidden]) {
    display: none;
  }

  :host(:state(closed):not(:state(failed), :state(ended))) {
    display: none;
  }

  /* Where there is no :state(). */
  :host([data-state-closed]:not([data-state-failed], [data-state-ended])) {
    display: none;
  }

  :host([target='window']) {
    block-size: auto;
  }

  iframe {
    flex: 1 1 32rem;
    min-block-size: 0;
    inline-size: 100%;
    border: 0;
    background: transparent;
  }

  :host([auto-height]) {
    block-size: auto;
  }

  :host([auto-height]) iframe {
    flex: none;
    min-block-size: 4rem;
    max-block-size: 10000px;
  }

  [hidden] {
    display: none !important;
  }

  * {
    box-sizing: border-box;
  }

  [part='loading'] {
    position: absolute;
    inset: 0;
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: center;
    padding: 1rem;
    background: Canvas;
  }

  [part='loading'].beside {
    position: static;
    flex: none;
    justify-content: start;
    padding-block: 0.25rem;
    overflow: hidden;
    animation: appear 1.5s step-end both;
  }

  .spinner {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    border: 0.2em solid GrayText;
    border-block-start-color: CanvasText;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }

  [part='error'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    padding: 0.375rem 1rem;
    background: linear-gradient(#d977061f 0 0) Canvas;
    border-block-end: 1px solid #d97706;
  }

  [part='error'] div {
    flex: 1 1 12rem;
  }

  [part='error'].beside {
    flex: none;
    max-block-size: 50%;
    overflow: auto;
  }

  button {
    position: sticky;
    inset-block: 0;
    flex: none;
    align-self: start;
    padding: 0.25rem 0.875rem;
    min-block-size: 2rem;
    font: inherit;
    color: CanvasText;
    background: Canvas;
    border: 1px solid currentcolor;
    border-radius: 0.375rem;
    cursor: pointer;
  }

  button:focus-visible {
    outline: 3px solid Highlight;
    outline-offset: 2px;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @keyframes appear {
    from {
      block-size: 0;
      padding-block: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
`;
