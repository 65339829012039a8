import {expect} from '@open-wc/testing';
import {SmartMessagingError} from '../../components/index.js';
import type {Transcript} from '../../components/smart-message-inspector/define.js';
import {read} from '../../components/smart-message-inspector/files.js';
import {readTranscript} from '../../components/transcript/transcript.js';
import {
  answer,
  button,
  drawn,
  inside,
  inspectorWith,
  outcomes,
  part,
  request,
  rows,
  talker,
  tell,
  tellExchange,
  types,
} from '../support/inspector.js';
import {eventually} from '../support/eventually.js';
import {rejection} from '../support/rejection.js';

const order = {resourceType: 'MedicationRequest', status: 'draft', subject: {display: 'Amy V. Baxter'}};

const valid = (): Transcript =>
  ({
    format: 'smart-web-messaging-transcript',
    version: 1,
    redacted: false,
    recorded: '2026-11-23T10:00:00.000Z',
    sources: [{side: 'ehr', label: 'Dosing'}],
    messages: [
      {
        time: 0,
        source: 0,
        from: 'app',
        outcome: 'delivered',
        origin: 'https://app.example.org',
        message: request('1', 'ui.done'),
      },
      {time: 5, source: 0, from: 'ehr', outcome: 'delivered', elapsed: 5, message: answer('1')},
      {time: 9, source: 0, from: 'app', outcome: 'rejected', reason: 'scope', message: request('2', 'fhir.http')},
      {
        time: 12,
        source: 0,
        from: 'ehr',
        outcome: 'delivered',
        failure: 'timeout',
        message: request('3', 'sdc.configure'),
      },
    ],
  }) as Transcript;

function errorOf(value: unknown): SmartMessagingError {
  try {
    readTranscript(value);
  } catch (error) {
    if (error instanceof SmartMessagingError) return error;
    throw error;
  }
  throw new Error('It was read.');
}

describe('a transcript', () => {
  it('holds every message with what is known of it, in the order in which they passed', async () => {
    const inspector = await inspectorWith({redact: 'off'});
    const element = await talker();
    tell(element, request('1', 'scratchpad.create', {resource: order}), {origin: 'https://app.example.org'});
    tell(element, request('2', 'sdc.configure'), {direction: 'out'});
    tell(element, answer('1', {status: '201 Created'}), {direction: 'out', elapsed: 2.5});
    tell(element, request('3', 'ui.done'), {
      outcome: 'rejected',
      reason: 'origin',
      origin: 'https://b.org',
      expected: ['https://a.org'],
    });
    const {messages, sources, redacted, recorded} = inspector.exportTranscript();
    expect(redacted).to.equal(false);
    expect(Date.now() - Date.parse(recorded!)).to.be.within(0, 60_000);
    expect(sources).to.deep.equal([{side: 'ehr', label: 'talker'}]);
    expect(messages.map(({time, ...message}) => (expect(time).to.be.at.least(0), message))).to.deep.equal([
      {
        source: 0,
        from: 'app',
        outcome: 'delivered',
        origin: 'https://app.example.org',
        message: request('1', 'scratchpad.create', {resource: order}),
      },
      {source: 0, from: 'ehr', outcome: 'delivered', message: request('2', 'sdc.configure')},
      {source: 0, from: 'ehr', outcome: 'delivered', elapsed: 2.5, message: answer('1', {status: '201 Created'})},
      {
        source: 0,
        from: 'app',
        outcome: 'rejected',
        reason: 'origin',
        origin: 'https://b.org',
        expected: ['https://a.org'],
        message: request('3', 'ui.done'),
      },
    ]);
  });

  it('is redacted unless the page says otherwise, without dates and labels', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    element.id = 'Dosing for Amy V. Baxter';
    tellExchange(element, 'secret-id', 'scratchpad.create', {resource: order});
    for (const redact of [undefined, 'on', 'anything'] as Array<'on' | undefined>) {
      inspector.redact = redact;
      const transcript = inspector.exportTranscript();
      expect(transcript.redacted).to.equal(true);
      expect(transcript.recorded).to.equal(undefined);
      expect(JSON.stringify(transcript)).not.to.match(/Amy|secret-id/);
      expect(JSON.stringify(transcript)).to.include('"resourceType":"MedicationRequest"');
    }
    inspector.redact = 'off';
    expect(JSON.stringify(inspector.exportTranscript())).to.include('Amy V. Baxter');
  });

  it('can be given by the attribute to be whole', async () => {
    const inspector = await inspectorWith();
    inspector.setAttribute('redact', 'off');
    expect(inspector.exportTranscript().redacted).to.equal(false);
  });

  it('is shown again as it was', async () => {
    const first = await inspectorWith({redact: 'off'});
    const element = await talker();
    tellExchange(element, '1', 'ui.done');
    tell(element, request('2', 'lab.watch'));
    tell(element, request('3', 'fhir.http'), {outcome: 'rejected', reason: 'scope'});
    const transcript = first.exportTranscript();
    const second = await inspectorWith({redact: 'off'});
    second.importTranscript(JSON.parse(JSON.stringify(transcript)));
    await drawn(second);
    expect(types(second)).to.deep.equal(['ui.done', 'lab.watch', 'fhir.http']);
    expect(outcomes(second)).to.deep.equal(['Answered', 'Waiting', 'Refused: scope']);
    expect(second.exportTranscript()).to.deep.equal(transcript);
  });

  it('takes the place of what was there, and pauses', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    tellExchange(element, '1', 'scratchpad.read');
    inspector.importTranscript(JSON.stringify(valid()));
    expect(inspector.paused).to.equal(true);
    tellExchange(element, '2', 'scratchpad.delete');
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['ui.done', 'fhir.http', 'sdc.configure']);
    expect(outcomes(inspector)).to.deep.equal(['Answered', 'Refused: scope', 'Failed: timeout']);
  });

  it('that is redacted is shown with times since it began, and goes on where it is recorded further', async () => {
    const inspector = await inspectorWith();
    inspector.importTranscript({...valid(), recorded: undefined, redacted: true, sources: [{side: 'ehr'}]});
    await drawn(inspector);
    expect(rows(inspector)[0]!.textContent).to.include('+0.000 s');
    inspector.paused = false;
    tellExchange(await talker(), '9', 'ui.done');
    await drawn(inspector);
    expect(types(inspector).at(-1)).to.equal('ui.done');
    expect(rows(inspector).at(-1)!.textContent).to.match(/^\+\d+\.\d{3} s/);
  });

  it('is limited as what is recorded is', async () => {
    const inspector = await inspectorWith({limit: 2});
    inspector.importTranscript(valid());
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['fhir.http', 'sdc.configure']);
  });

  const broken: Array<[what: string, change: (transcript: Record<string, unknown>) => unknown, told: RegExp]> = [
    ['no JSON', () => '{"format":', /is no JSON/],
    ['nothing', () => undefined, /no format/],
    ['another format', (t) => ({...t, format: 'har'}), /no format/],
    ['a later version', (t) => ({...t, version: 2}), /version 1.*Update this kit/],
    ['no word on redaction', (t) => ({...t, redacted: 'yes'}), /usable redacted/],
    ['a date that is none', (t) => ({...t, recorded: 'yesterday'}), /usable recorded/],
    ['no sources', (t) => ({...t, sources: {}}), /usable sources/],
    ['a source without side', (t) => ({...t, sources: [{}]}), /sources\[0\]\.side/],
    ['no messages', (t) => ({...t, messages: null}), /usable messages/],
  ];
  for (const [what, change, told] of broken) {
    it(`is refused with what to do: ${what}`, () => {
      const error = errorOf(change(valid() as unknown as Record<string, unknown>));
      expect(error.code).to.equal('invalid-request');
      expect(error.message).to.match(told);
      expect(error.message).to.match(/(Give|Export|Update)/);
    });
  }

  for (const [property, value] of Object.entries({
    time: -1,
    source: 1,
    from: 'patient',
    outcome: 'lost',
    reason: 'mood',
    elapsed: 1e12,
    origin: 7,
    expected: [7],
    failure: 'mood',
    cut: 'yes',
    message: undefined,
  })) {
    it(`is refused where a message has no usable ${property}`, () => {
      const transcript = valid();
      Object.assign(transcript.messages[1]!, {[property]: value});
      expect(errorOf(transcript).message).to.include(`messages[1].${property}`);
    });
  }

  it('is cut where its texts are longer than they can be shown, and shown at once', async () => {
    const long = 'x'.repeat(8_000_000);
    const transcript = valid();
    transcript.sources[0]!.label = long;
    Object.assign(transcript.messages[0]!, {
      origin: long,
      expected: Array.from({length: 1000}, () => long.slice(0, 9999)),
    });
    transcript.messages.push({
      ...transcript.messages[0]!,
      message: {
        messageId: long,
        messageType: long,
        payload: {[long]: long, status: 'failure', statusDetail: {text: long}},
      },
    });
    const read = readTranscript(transcript);
    expect(read.sources[0]!.label).to.have.lengthOf(256);
    expect(read.messages[0]!.origin).to.have.lengthOf(1024);
    expect(read.messages[0]!.expected).to.have.lengthOf(100);
    const inspector = await inspectorWith();
    const started = performance.now();
    inspector.importTranscript(transcript);
    await drawn(inspector);
    expect(performance.now() - started).to.be.below(3000);
    const texts = rows(inspector).map(({textContent}) => textContent.length);
    expect(Math.max(...texts)).to.be.below(5000);
  });

  it('has no label that is too long to be shown', async () => {
    const inspector = await inspectorWith({redact: 'off'});
    const element = await talker();
    element.id = 'x'.repeat(100_000);
    tellExchange(element, '1', 'ui.done');
    expect(inspector.exportTranscript().sources[0]!.label).to.have.lengthOf(256);
  });

  it('is refused where it has too many sources, a date without end, or too long a text', () => {
    const sources = Array.from({length: 1001}, () => ({side: 'ehr'}));
    expect(errorOf({...valid(), sources}).message).to.include('sources');
    expect(errorOf({...valid(), recorded: `2026-11-23T10:00:00.${'0'.repeat(1000)}Z`}).message).to.include('recorded');
    expect(errorOf(' '.repeat(256 * 1024 * 1024 + 1)).message).to.include('too large');
  });

  it('that cannot be read changes nothing', async () => {
    const inspector = await inspectorWith();
    tellExchange(await talker(), '1', 'ui.done');
    const error = await rejection((async () => inspector.importTranscript({}))());
    expect(error.code).to.equal('invalid-request');
    expect(inspector.paused).to.equal(false);
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['ui.done']);
  });
});

describe('the buttons for transcripts', () => {
  async function downloaded(press: () => void): Promise<{name: string; transcript: Transcript}> {
    const {createObjectURL} = URL;
    const {click} = HTMLAnchorElement.prototype;
    let blob: Blob | undefined;
    let name = '';
    URL.createObjectURL = (content: Blob) => createObjectURL((blob = content));
    // A real one would leave a file on the machine.
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    try {
      press();
      return {name, transcript: JSON.parse(await blob!.text()) as Transcript};
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
  }

  it('say whether patients’ data goes into the file', async () => {
    const inspector = await inspectorWith();
    tellExchange(await talker(), '1', 'scratchpad.create', {resource: order});
    await drawn(inspector);
    const redacted = await downloaded(() => button(inspector, 'Download redacted').click());
    expect(redacted.name).to.equal('smart-messages-redacted.json');
    expect(redacted.transcript.redacted).to.equal(true);
    inspector.redact = 'off';
    await drawn(inspector);
    const whole = await downloaded(() => button(inspector, 'Download all').click());
    expect(whole.name).to.equal('smart-messages.json');
    expect(readTranscript(whole.transcript).messages.length).to.equal(2);
  });

  it('download nothing where there is nothing', async () => {
    const inspector = await inspectorWith();
    expect(button(inspector, 'Download').disabled).to.equal(true);
  });

  const choose = (inspector: Awaited<ReturnType<typeof inspectorWith>>, ...content: string[]): void => {
    const input = inside(inspector).querySelector<HTMLInputElement>("input[type='file']")!;
    const files = new DataTransfer();
    files.items.add(new File(content, 'transcript.json', {type: 'application/json'}));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  };

  it('show the transcript of a file', async () => {
    const inspector = await inspectorWith();
    choose(inspector, JSON.stringify(valid()));
    await eventually('it is shown', () => types(inspector).length === 3);
    expect(part(inspector, 'status').textContent).to.equal('4 messages of transcript.json. Recording is paused.');
  });

  it('say what to do with a file that is too large, or cannot be read', async () => {
    const large = Object.defineProperty(new Blob(['{}']), 'size', {value: 1e9});
    expect((await rejection(read(large))).message).to.equal(
      'The file is too large for a transcript. Choose another one.',
    );
    const gone = Object.assign(new Blob(['{}']), {text: () => Promise.reject(new DOMException('', 'NotFoundError'))});
    const error = await rejection(read(gone));
    expect(error.code).to.equal('invalid-request');
    expect(error.message).to.equal('The file could not be read. Choose it again.');
  });

  it('say what is wrong with a file that is none', async () => {
    const inspector = await inspectorWith();
    choose(inspector, '{"format": "har"}');
    await eventually('it is told', () => part(inspector, 'status').textContent !== '');
    expect(part(inspector, 'status').textContent).to.match(/^The transcript has no format .* Give what/);
    expect(part(inspector, 'status').getBoundingClientRect().height).to.be.above(16);
  });
});
