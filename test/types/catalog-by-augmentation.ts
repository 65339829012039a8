/** What a consumer writes to add types of its own; there the module is called 'smart-web-messaging-elements'. */
declare module '../../components/index.js' {
  interface MessageCatalog {
    'lab.openViewer': {request: {accession: string}; response: {opened: boolean}};
  }

  interface ActivityCatalog {
    'https://example.org/activity/viewer': {accession: string};
  }
}

export {};
