import {expect} from '@open-wc/testing';
import {PeerDocument, readDocumentIdentity} from '../../components/channel/peer-document.js';
import {Clock} from '../support/clock.js';
import {oddValues} from '../support/odd-values.js';

const documentUrl = 'urn:smart-web-messaging-elements:document';
const loadingUrl = 'urn:smart-web-messaging-elements:loading';

describe('readDocumentIdentity', () => {
  it('reads the id and whether the load event is still to come', () => {
    const id = {url: documentUrl, valueString: 'd1'};
    expect(readDocumentIdentity({extension: [id]})).to.deep.equal({id: 'd1', loading: false});
    expect(readDocumentIdentity({extension: [{url: loadingUrl, valueBoolean: true}, id]})).to.deep.equal({
      id: 'd1',
      loading: true,
    });
    expect(readDocumentIdentity({extension: [{url: loadingUrl, valueBoolean: 'true'}, id]})).to.deep.equal({
      id: 'd1',
      loading: false,
    });
  });

  it('reads nothing without an id', () => {
    expect(readDocumentIdentity({})).to.equal(undefined);
    expect(readDocumentIdentity({extension: [{url: loadingUrl, valueBoolean: true}]})).to.equal(undefined);
  });

  for (const [name, value] of oddValues) {
    it(`reads nothing from ${name}`, () => {
      expect(readDocumentIdentity({extension: value as []})).to.equal(undefined);
      expect(readDocumentIdentity({extension: [value as {url: string}]})).to.equal(undefined);
      if (typeof value !== 'string') {
        expect(readDocumentIdentity({extension: [{url: documentUrl, valueString: value}]})).to.equal(undefined);
      }
    });
  }
});

describe('PeerDocument', () => {
  const spoken = (): PeerDocument => {
    const document = new PeerDocument();
    document.hasReceived = true;
    return document;
  };

  it("has one load event; the second is another document's", () => {
    const document = new PeerDocument();
    expect(document.load()).to.equal(document);
    expect(document.load()).not.to.equal(document);
  });

  it('that began with a load event has had its own', () => {
    const document = new PeerDocument();
    document.load();
    const next = document.load();
    expect(next.load()).not.to.equal(next);
  });

  it('gets its id from its first handshake, before or after its load event', () => {
    const [before, after] = [new PeerDocument(), new PeerDocument()];
    expect(before.handshake({id: 'a', loading: true})).to.equal(before);
    expect(before.load()).to.equal(before);
    after.load();
    expect(after.handshake({id: 'a', loading: false})).to.equal(after);
    expect(after.handshake({id: 'a', loading: false})).to.equal(after);
  });

  it('with another id is another one, which has had its load event, unless that comes a little late', async () => {
    const clock = new Clock();
    try {
      const document = spoken().handshake({id: 'a', loading: false});
      const next = document.handshake({id: 'b', loading: false});
      expect(next).not.to.equal(document);
      expect(next.load()).to.equal(next);
      expect(next.load()).not.to.equal(next);
      const third = next.handshake({id: 'c', loading: false});
      await clock.advance(1001);
      expect(third.load()).not.to.equal(third);
    } finally {
      clock.restore();
    }
  });

  it('with another id and still loading is another one, whose load event is to come', () => {
    const document = spoken().handshake({id: 'a', loading: false});
    document.load();
    const next = document.handshake({id: 'b', loading: true});
    expect(next).not.to.equal(document);
    expect(next.load()).to.equal(next);
    expect(next.load()).not.to.equal(next);
  });

  it('that says that its load is over after all is forgiven one only a little longer', async () => {
    const clock = new Clock();
    try {
      for (const [wait, isSame] of [
        [900, true],
        [1001, false],
      ] as const) {
        const document = new PeerDocument();
        document.load();
        document.handshake({id: 'a', loading: true});
        await clock.advance(5000);
        document.handshake({id: 'a', loading: false});
        await clock.advance(wait);
        expect(document.load() === document).to.equal(isSame);
      }
    } finally {
      clock.restore();
    }
  });

  it('that is still loading cannot be the one that has spoken and has had its load event', () => {
    const document = spoken();
    document.load();
    expect(document.handshake({id: 'a', loading: true})).not.to.equal(document);
  });
});
