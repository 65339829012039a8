/** The message that answers another one, as the specification writes it. */
export const respond = async ({messageId, payload}, answer) => ({
  messageId: window.crypto.randomUUID(),
  responseToMessageId: messageId,
  payload: await answer(payload),
});
