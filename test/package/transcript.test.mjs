import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import Ajv from 'ajv';
import {Channel} from '../../dist/channel/index.js';
import {Recording} from '../../dist/transcript/recording.js';
import {failures, readTranscript, rejectionReasons} from '../../dist/transcript/transcript.js';
import {createTransportPair} from '../../dist/testing/index.js';

const {exports} = JSON.parse(readFileSync('package.json', 'utf8'));
const schema = JSON.parse(readFileSync(exports['./transcript.schema.json'], 'utf8'));
const isValid = new Ajv({allErrors: true}).compile(schema);

const patient = JSON.parse(readFileSync('demo/chart/Patient-example.json', 'utf8'));

/** What two real channels have said to each other, as the EHR's side saw it. */
async function record() {
  const recording = new Recording(1000);
  const source = recording.newSource('ehr', 'Dosing');
  const messagingHandle = 'the-handle';
  const [here, there] = createTransportPair(['https://ehr.example.org', 'https://app.example.org']);
  const ehr = new Channel(here, {
    messagingHandle,
    authorize: (messageType) => messageType !== 'fhir.http',
    onMessage: (report) => recording.add(source, report),
    serve: async function* () {
      yield {resource: patient};
      return {resource: patient, handle: {access_token: messagingHandle}};
    },
  });
  const app = new Channel(there, {messagingHandle, serve: () => new Promise(() => undefined)});
  await app.connect();
  await app.request('lab.watch', {patient});
  await app.request('fhir.http', {});
  const unanswered = ehr.request('lab.never', {}, {timeout: 1}).catch((error) => error);
  const {messageId, code} = await unanswered;
  recording.fail(source, messageId, code);
  app.close();
  ehr.close();
  return recording;
}

const valid = {
  format: 'smart-web-messaging-transcript',
  version: 1,
  redacted: false,
  sources: [{side: 'ehr'}],
  messages: [{time: 0, source: 0, from: 'app', outcome: 'delivered', message: {messageId: '1'}}],
};

const isRead = (value) => {
  try {
    readTranscript(value);
    return true;
  } catch ({code}) {
    assert.equal(code, 'invalid-request');
    return false;
  }
};

describe('the JSON Schema of transcripts', () => {
  for (const redacted of [true, false]) {
    it(`holds for what is exported, redacted: ${redacted}`, async () => {
      const transcript = JSON.parse(JSON.stringify((await record()).export(redacted)));
      assert.ok(isValid(transcript), JSON.stringify(isValid.errors));
      assert.ok(transcript.messages.length >= 8);
      assert.deepEqual(
        new Set(transcript.messages.flatMap(({reason, failure}) => reason ?? failure ?? [])),
        new Set(['scope', 'timeout']),
      );
      const text = JSON.stringify(transcript);
      assert.ok(!text.includes('the-handle'));
      for (const secret of ['Baxter', 'Amy', '1987-02-20', '1032702', '555-555-5555', '49 Meadow St']) {
        assert.equal(text.includes(secret), !redacted, secret);
      }
      assert.deepEqual(readTranscript(transcript), transcript);
    });
  }

  it('names the format, the version, the reasons and the failures that the code knows', () => {
    const {format, version} = schema.properties;
    const {reason, failure} = schema.definitions.message.properties;
    assert.equal(schema.$id, `urn:smart-web-messaging-elements:transcript:${version.const}`);
    assert.equal(format.const, valid.format);
    assert.deepEqual(reason.enum, rejectionReasons);
    assert.deepEqual(failure.enum, failures);
  });

  const message = (change) => ({...valid, messages: [{...valid.messages[0], ...change}]});
  const samples = {
    'a valid one': valid,
    'one with all there is': {
      ...message({
        elapsed: 1,
        reason: 'scope',
        origin: 'https://a.org',
        expected: ['https://b.org'],
        failure: 'timeout',
        cut: true,
      }),
      recorded: '2026-11-23T10:00:00.000Z',
      sources: [{side: 'app', label: 'Dosing'}],
    },
    'one with properties that nobody knows': {...message({mood: 'good'}), mood: 'good'},
    'one with a message that is none': message({message: null}),
    'an array': [],
    'a text': 'transcript',
    'another version': {...valid, version: 2},
    'a version as text': {...valid, version: '1'},
    'another format': {...valid, format: 'har'},
    'no redacted': {...valid, redacted: undefined},
    'a date without time': {...valid, recorded: '2026-11-23'},
    'an unknown side': {...valid, sources: [{side: 'patient'}]},
    'a label that is no text': {...valid, sources: [{side: 'ehr', label: 1}]},
    'sources that are no array': {...valid, sources: {}},
    'messages that are no array': {...valid, messages: {}},
    'a message that is no object': {...valid, messages: [1]},
    'a negative time': message({time: -1}),
    'a source that is no integer': message({source: 0.5}),
    'an unknown sender': message({from: 'patient'}),
    'an unknown outcome': message({outcome: 'lost'}),
    'an unknown reason': message({reason: 'mood'}),
    'an unknown failure': message({failure: 'mood'}),
    'a negative elapsed': message({elapsed: -1}),
    'an origin that is no text': message({origin: 1}),
    'expected origins that are no texts': message({expected: [1]}),
    'a cut that is no boolean': message({cut: 1}),
    'no message': message({message: undefined}),
  };
  for (const [what, value] of Object.entries(samples)) {
    it(`says of ${what} what importTranscript() says`, () => {
      const json = JSON.parse(JSON.stringify(value));
      assert.equal(isRead(json), isValid(json));
      assert.equal(isValid(json), /^(a valid one|one with)/.test(what));
    });
  }
});
