import {css} from '@lit/reactive-element';

export const listStyles = css`
  [part='list'] {
    --_row: var(--smart-inspector-row-size, 1.875rem);
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    container: list / inline-size;
  }

  .scroller {
    position: relative;
    flex: 1 1 0;
    min-block-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    scrollbar-gutter: stable;
  }

  .canvas {
    position: relative;
    overflow: clip;
  }

  .probe {
    position: absolute;
    inline-size: 0;
    block-size: var(--_row);
    visibility: hidden;
  }

  [role='row'] {
    display: grid;
    grid-template-columns: 6.5rem 5.75rem minmax(6rem, 5fr) minmax(6rem, 4fr) 4.5rem minmax(4rem, 3fr);
    gap: 0 0.5rem;
    align-items: center;
    padding-inline: 0.5rem;
    border-block-end: 1px solid var(--_line);
  }

  [part='header'] {
    overflow: hidden;
    scrollbar-gutter: stable;
    min-block-size: 1.75rem;
    color: var(--_quiet);
    font-size: 0.8125rem;
    font-weight: 600;
    border-inline-start: 3px solid transparent;
  }

  .canvas > [role='row'] {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: var(--_row);
    border-inline-start: 3px solid transparent;
    contain: strict;
    cursor: default;
  }

  .canvas > [role='row']:hover {
    background: Canvas;
    background: color-mix(in srgb, CanvasText 6%, Canvas);
  }

  .canvas > [role='row'][aria-selected='true'] {
    background: Canvas;
    background: color-mix(in srgb, var(--_accent) 16%, Canvas);
    border-inline-start-color: var(--_accent);
  }

  @media (forced-colors: active) {
    [part='header'],
    .canvas > [role='row'] {
      border-inline-start-color: Canvas;
    }

    .canvas > [role='row'][aria-selected='true'] {
      border-inline-start-color: Highlight;
    }
  }

  [role='gridcell'],
  [role='columnheader'] {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .time,
  .latency {
    font-variant-numeric: tabular-nums;
  }

  .latency {
    text-align: end;
  }

  .canvas .time,
  .canvas .element {
    color: var(--_quiet);
  }

  .canvas .type {
    font-family: var(--_mono);
  }

  [data-outcome='waiting'] .outcome {
    color: var(--_quiet);
    font-style: italic;
  }

  [data-outcome='refused'] .outcome,
  [data-outcome='failed'] .outcome {
    color: var(--_problem);
    font-weight: 600;
  }

  @container list (max-width: 46rem) {
    [role='row'] {
      grid-template-columns: 6.5rem 5.75rem minmax(0, 3fr) minmax(0, 2fr) 4.5rem;
    }

    .element {
      display: none;
    }
  }

  @container list (max-width: 34rem) {
    .scroller {
      --_row: var(--smart-inspector-narrow-row-size, 3.25rem);
    }

    [part='header'] {
      position: absolute;
      inline-size: 1px;
      min-block-size: 1px;
      block-size: 1px;
      clip-path: inset(50%);
    }

    .canvas > [role='row'] {
      grid-template:
        'direction type type' auto
        'time outcome latency' auto / auto minmax(0, 1fr) auto;
      align-content: center;
    }

    .canvas .time {
      grid-area: time;
    }

    .canvas .direction {
      grid-area: direction;
    }

    .canvas .type {
      grid-area: type;
    }

    .canvas .outcome {
      grid-area: outcome;
    }

    .canvas .latency {
      grid-area: latency;
    }
  }
`;
