// What the model claims, each claim with the sentence it stands for, what is searched, and one defect that breaks it alone:
// in the model by its number, and in the kit by a text that is replaced.

/** Of all claims at once. With three messages of each side no handshake is repeated: that is searched with one message. */
export const searches = [
  {title: 'two documents, three messages each way', at: {DOCUMENTS: 2, ASKS: 3, WAIT: 1, RETRIES: 0}},
  {title: 'one document, three messages each way', at: {ASKS: 3}},
  {title: 'one document that goes back to the window', at: {ASKS: 2, OFF: 1}},
  {title: 'one document that goes over to its port late', at: {ASKS: 2, LATE: 1}},
  {
    title: 'two documents, one message each way, everything else at once',
    at: {DOCUMENTS: 2, ASKS: 1, HOLDER: 1, JOBS: 1, REPEAT: 1},
  },
];

/** What does not hold, and is known: docs/model.md. The code does what the model says; where it no longer does, the model has to follow. */
export const exceptions = [
  {
    name: 'EPOCH',
    sentence: 'Each document is one epoch: none ends while its document is there.',
    at: {DOCUMENTS: 2, ASKS: 1, RETRIES: 0, ONLY: 15},
    claim: 15,
  },
  {
    name: 'BACK',
    sentence: 'Nothing overtakes anything while a side goes back to the window.',
    at: {ASKS: 2, OFF: 1, ONLY: 17},
    claim: 17,
  },
  {
    name: 'ARRIVES',
    sentence: 'What a document sends before its load arrives, though it waits for its turn when that load comes.',
    at: {DOCUMENTS: 2, ASKS: 1, OVERTAKES: 1, RETRIES: 0, ONLY: 5},
    claim: 5,
  },
];

/** Runs at random from beginning to end, that the code has to follow step by step. */
export const walks = [
  {at: {DOCUMENTS: 2, ASKS: 3, HOLDER: 1, JOBS: 1, REPEAT: 1, RETRIES: 1}, count: 60},
  {at: {DOCUMENTS: 1, ASKS: 3, JOBS: 1, REPEAT: 1, RETRIES: 1}, count: 20},
  {at: {DOCUMENTS: 1, ASKS: 3, JOBS: 1, OFF: 1}, count: 20},
];

const twoDocuments = {DOCUMENTS: 2, RETRIES: 0};
const fault = (file, code, instead) => ({file, code, instead});

export const claims = [
  {
    name: 'ONCE',
    number: 1,
    sentence: 'A request is served once, however often it comes.',
    at: {REPEAT: 1, ASKS: 1, JOBS: 1},
    fault: fault('channel/admission.ts', "this.served.get(messageId) ? {reason: 'duplicate'} : undefined", 'undefined'),
  },
  {
    name: 'FIRST',
    number: 2,
    sentence: 'A repeated id gets the first answer again.',
    at: {REPEAT: 1, ASKS: 1, JOBS: 1},
    fault: fault('channel/responder.ts', 'this.#wire.send(earlier, ignore)', 'true'),
  },
  {
    name: 'OWN',
    number: 3,
    sentence: 'An answer settles its own request and no other.',
    at: {REPEAT: 1, ASKS: 2, JOBS: 1},
    fault: fault(
      'channel/requester.ts',
      "const pending = this.#pending.get(data['responseToMessageId'] as string);",
      "const pending = this.#pending.get(data['responseToMessageId'] as string) ?? [...this.#pending.values()][0];",
    ),
  },
  {
    name: 'ORDER',
    number: 4,
    sentence: 'Nothing overtakes anything while both sides change over to the port.',
    at: {ASKS: 2},
    fault: fault('transport/port-upgrade.ts', 'if (!first) this.#read();', 'this.#read();'),
  },
  {
    name: 'ARRIVES',
    number: 5,
    sentence: 'What is sent before, during and after the change to the port, or back to the window, arrives once.',
    at: {ASKS: 2, OFF: 1},
    fault: fault(
      'transport/port-upgrade.ts',
      'this.#port.postMessage(SWITCH);',
      'this.#port.postMessage(SWITCH);\n    if (!this.#offered) this.#port.close();',
    ),
  },
  {
    name: 'SETTLED',
    number: 6,
    sentence: 'When a document is gone, every request that was made of it fails with disconnected.',
    at: {...twoDocuments, ASKS: 1},
    fault: fault(
      'channel/channel.ts',
      'for (const queued of this.closed ? [false, true] : [false])',
      'for (const queued of this.closed ? [false, true] : [])',
    ),
  },
  {
    name: 'CONNECTS',
    number: 7,
    sentence: 'The next document connects afresh.',
    at: {...twoDocuments, ASKS: 1},
    fault: fault(
      'channel/channel.ts',
      "this.#end(reason, this.#enter('waiting'));",
      'this.#end(reason, this.connected);',
    ),
  },
  {
    name: 'ANSWERED',
    number: 8,
    sentence: 'Once the EHR knows the next document, nothing that the one before asked is answered.',
    at: {...twoDocuments, ASKS: 1, JOBS: 1},
    fault: fault('channel/responder.ts', 'this.#document.abort();', ''),
  },
  {
    name: 'STAYS',
    number: 9,
    sentence: 'What is held back for one document when the load of another one is seen goes nowhere.',
    at: {...twoDocuments, ASKS: 1, JOBS: 1},
    fault: fault('transport/window-transport.ts', 'this.#link.closePort();', 'this.#link.closePort(true);'),
  },
  {
    name: 'WINDOW',
    number: 10,
    sentence: 'What one document has said and still waits when the next one has loaded is not served.',
    at: {...twoDocuments, ASKS: 1},
    fault: fault('channel/channel.ts', 'if (isAnother) this.#turns?.clear();', ''),
  },
  {
    name: 'PORT',
    number: 11,
    sentence: 'A port that outlived its document is not served after the load or the handshake of the next one.',
    at: {...twoDocuments, ASKS: 1, HOLDER: 1, JOBS: 1},
    fault: fault(
      'channel/verification.ts',
      'if (!this.#isOpen || !incoming.byPort) return false;',
      'if (this.#asked) return false;',
    ),
  },
  {
    name: 'HOLDS',
    number: 12,
    sentence: 'Nor is anything sent to it.',
    at: {...twoDocuments, ASKS: 1, HOLDER: 1, JOBS: 1},
    fault: fault('transport/port-upgrade.ts', 'this.#isHeld = held;', ''),
  },
  {
    name: 'ONE',
    number: 13,
    sentence: 'A document is given one port, however often it asks.',
    at: {ASKS: 1},
    fault: fault('transport/window-link.ts', 'if (this.#upgrade && !this.#upgrade.closed) return undefined;', ''),
  },
  {
    name: 'EVENTS',
    number: 14,
    sentence: 'Connect and disconnect take turns.',
    at: {...twoDocuments, ASKS: 1},
    fault: fault('channel/channel.ts', "if (!this.#enter('connected')) return;", "this.#enter('connected');"),
  },
  {
    name: 'HANDED',
    number: 16,
    sentence: 'What is held back for one document does not go to the window when the next one speaks.',
    at: {...twoDocuments, ASKS: 1},
    fault: fault(
      'transport/window-link.ts',
      'if (this.#upgrade.isFromElsewhere(data)) this.#upgrade.downgrade();',
      'if (this.#upgrade.isFromElsewhere(data)) this.#upgrade.downgrade(), this.#upgrade.hold(false);',
    ),
  },
];
