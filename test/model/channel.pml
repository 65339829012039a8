/*
 * An EHR's channel and the documents of its app, as components/channel and components/transport have them: the handshake,
 * the change to a MessagePort and back, documents that follow each other in the window, requests both ways, answers,
 * repetitions. One step of the loop at the end is one task of a page, or one thing that happens outside of both.
 * docs/model.md says what is modelled and what is not. run.mjs compiles it once; what is searched is then said by the
 * environment. Numbers: DOCUMENTS (1 or 2), ASKS and APP_ASKS (requests of each side, 3 at most), WAIT (how many of each side
 * wait for the connection). 1 or 0: JOBS (the EHR's page answers later), REPEAT (a request comes twice), OFF (the app goes
 * back to the window), LATE (it has not taken its port in time), HOLDER (its port is in other hands when its document is
 * gone), OVERTAKES (a load overtakes what the document has said), RETRIES (of handshakes), WALK (stop at the first end of a
 * run). A claim's number: FAULT, ONLY, EXCEPT.
 */

c_decl {
  extern char *getenv(const char *);
  extern int atoi(const char *);
  static int option(const char *name, int without) { char *text = getenv(name); return text ? atoi(text) : without; }
  static int documents, eAsks, aAsks, jobs, repeats, mayGoOff, mayBeLate, holder, overtakes, retries, mayWait, walk, fault, only, except;
}

/* A message is one byte: kind, number, the app's document (0 or 1), something more. */
#define HSQ 0 /* the app's handshake, which asks for a port; more: it is still loading */
#define HSE 1 /* the EHR's handshake */
#define CHK 2 /* the EHR's handshake that asks the window who is there */
#define HSA 3 /* answer to a handshake; more: from the EHR its port (1 or 2), from the app that it is still loading */
#define REQ 4
#define ANS 5
#define SW 6 /* SWITCH: on a window with the number of its port, on a port alone */
#define M(k, n, d, x) ((k) << 5 | (n) << 3 | (d) << 2 | (x))
#define KIND(m) ((m) >> 5)
#define NUMBER(m) (((m) >> 3) & 3)
#define DOC(m) (((m) >> 2) & 1)
#define MORE(m) ((m) & 3)
#define OURS(m) (KIND(m) != SW)

#define COUNT(mask) (HAS(mask, 0) + HAS(mask, 1) + HAS(mask, 2))
#define HAS(mask, bit_) (((mask) >> (bit_)) & 1)
#define ADD(mask, bit_) mask = mask | (1 << (bit_))
#define DROP(mask, bit_) mask = mask & ~(1 << (bit_))

/* Claims, and the faults that each has. */
#define ONCE 1
#define FIRST 2
#define OWN 3
#define ORDER 4
#define ARRIVES 5
#define SETTLED 6
#define CONNECTS 7
#define ANSWERED 8
#define STAYS 9
#define WINDOW 10
#define PORT 11
#define HOLDS 12
#define ONE 13
#define EVENTS 14
#define EPOCH 15 /* an exception, see below */
#define HANDED 16
#define BACK 17 /* another one */
#define SET(option) c_expr { option }
#define FAULTY(claim) c_expr { fault == claim }
#define CHECKED(c) c_expr { only ? only == c : except != c }
#define CLAIM(c, holds) if :: (holds) || lost :: !(holds) && !lost && !CHECKED(c) -> wrong = 1 :: !(holds) && !lost && CHECKED(c) -> printf("BROKEN %d\n", c); assert(false) fi

/* Known not to hold: looked at only where it alone is. */
#define EXCEPTION(c, holds) if :: c_expr { only == c } && !(holds) -> printf("BROKEN %d\n", c); assert(false) :: else fi
/* The same, and what follows from it in a run does not count. */
#define ENDED(c, holds) if :: holds :: c_expr { only != c } && !(holds) -> wrong = 1; lost = 1 :: c_expr { only == c } && !(holds) -> printf("BROKEN %d\n", c); assert(false) fi

#define MOST 3 /* requests of one side */
#define OUTSIDE 3 /* the number of the request of whoever holds a port that outlived its document */

chan toE = [12] of {byte}; /* the EHR's window */
chan toA = [18] of {byte}; /* the app's window, whichever document is in it */
chan portE0 = [8] of {byte};
chan portE1 = [8] of {byte};
chan portA0 = [8] of {byte};
chan portA1 = [8] of {byte};
chan heldIn = [8] of {byte}; /* Verification */
chan heldOut = [8] of {byte}; /* PortUpgrade.held */

/* The app's window. */
bit doc; /* which document is there */
bit opened; /* its channel is open */
bit fired; /* its load event has been */
byte loads; /* load events on their way to the EHR, by document */

/* The app's channel and link, of the document that is there. */
bit aConnected;
byte aHandshakes; /* asked and not answered */
byte aAsked;
byte aUp; /* number of its port + 1 */
bit aSending;
byte aMine, aReading, aClosed, aDown; /* by port */
byte aQueued, aPending; /* requests */
byte aLast; /* of the EHR's requests, number + 1 */
byte aArrived;

/* The EHR's channel and link. */
bit eConnected, eRunning; /* Handshake is running */
byte eHandshakes, eNext, eRetried;
byte eId; /* PeerDocument: the document's number + 1 */
bit eReceived, eLoaded, eDue;
bit vOpen, vRunning; /* Verification */
byte vAsked;
byte eUp; /* number of the port + 1 */
bit eClosed, eSending, eReading, eTaken, eDown, eHeld;
byte ports; /* how many there have been */
byte eQueued, ePending; /* requests */
byte served, answered; /* ServedRequests */
byte working; /* listeners of the page that have not answered yet */

/* What is asked by whom, and what is only there to be claimed. */
byte eCount, aCount; /* requests made */
byte owner; /* by request: the app's document */
byte everServed;
byte servedLate; /* of the first document's, when the EHR knew the second one */
byte eLast; /* of the present document's requests, number + 1 */
bit repeated, asked, off, late;
bit seen; /* the EHR has read the second document's load or handshake */
bit known; /* and knows that it is another one */
bit wrong; /* a claim that is not checked did not hold: what follows from it is not looked at */
bit lost; /* the epoch of a document that is still there has ended: the same, for all claims */
bit told; /* the page has been told of a connection that has not ended */
byte ghost; /* the port of the document that is gone, in other hands: its number + 1 */
byte stale; /* messages of the document that is gone on their way to the EHR's window */

byte m, via; /* what is delivered, and how: 0 by the window, else the port's number + 1 */
byte held; /* what is let go, */
bit release; /* as the port is trusted again */
bit todo; /* it is still to be received */

/* Scratch: what is in these between two steps means nothing. A search for the shortest trail takes no hidden ones. */
#ifdef SHORTEST
byte h, g, i, p, same, first;
#else
hidden byte h, g, i, p, same, first;
#endif

/* ---- ports ---- */

inline putE(port, msg) { if :: port == 0 -> portE0!msg :: else -> portE1!msg fi }
inline putA(port, msg) { if :: port == 0 -> portA0!msg :: else -> portA1!msg fi }
inline clearE(port) {
  if
  :: port == 0 -> do :: portE0?p :: empty(portE0) -> break od
  :: else -> do :: portE1?p :: empty(portE1) -> break od
  fi
}
inline clearA(port) {
  if
  :: port == 0 -> do :: portA0?p :: empty(portA0) -> break od
  :: else -> do :: portA1?p :: empty(portA1) -> break od
  fi
}

/* ---- the EHR's link ---- */

inline ePost(msg) { /* to the port */
  if
  :: HAS(aMine, eUp - 1) && !HAS(aClosed, eUp - 1) -> putA(eUp - 1, msg)
  :: else ->
     /* whoever holds the port reads it */
     CLAIM(HOLDS, !(seen && !HAS(aMine, eUp - 1) && OURS(msg)));
  fi
}

inline eSend(msg) {
  if
  :: eUp && eSending && eHeld -> heldOut!msg
  :: eUp && eSending && !eHeld -> ePost(msg)
  :: else -> toA!msg
  fi
}

inline eShut() { /* PortUpgrade.close() */
  if
  :: !eClosed ->
     eClosed = 1;
     if
     :: !eDown -> eDown = 1; if :: eTaken -> ePost(M(SW, 0, 0, 0)) :: else fi; eSending = eHeld
     :: else
     fi;
     clearE(eUp - 1)
  :: else
  fi
}

inline sendHeld() { do :: heldOut?p -> toA!p :: empty(heldOut) -> break od }

inline eDowngrade() { /* WindowLink.downgrade() */
  if
  :: !eDown && !eTaken -> eShut()
  :: !eDown && eTaken -> eDown = 1; ePost(M(SW, 0, 0, 0)); eSending = eHeld
  :: else
  fi
}

inline eForgetPort() { eUp = 0; eClosed = 0; eSending = 0; eReading = 0; eTaken = 0; eDown = 0; eHeld = 0 }

inline eClosePort(goesOn) {
  if
  :: eUp ->
     eShut();
     if
     :: goesOn -> sendHeld()
     :: !(goesOn) && FAULTY(STAYS) -> CLAIM(STAYS, len(heldOut) == 0); sendHeld();
     :: !(goesOn) && !FAULTY(STAYS) -> do :: heldOut?p :: empty(heldOut) -> break od
     fi;
     eForgetPort()
  :: else
  fi
}

/* ---- the EHR's channel ---- */

inline eAsk(kind, check) {
  assert(eNext < 4);
  ADD(eHandshakes, eNext);
  if :: check -> ADD(vAsked, eNext); toA!M(kind, eNext, 0, 0) :: else -> eSend(M(kind, eNext, 0, 0)) fi;
  eNext++
}

inline eFlush() {
  i = 0;
  do
  :: i < MOST && HAS(eQueued, i) -> DROP(eQueued, i); ADD(ePending, i); eSend(M(REQ, i, 0, 0)); i++
  :: i < MOST && !HAS(eQueued, i) -> i++
  :: i >= MOST -> break
  od;
  i = 0
}

inline eConnect() {
  eReceived = 1;
  if
  :: !eConnected || FAULTY(EVENTS) ->
     eConnected = 1;
     eRunning = 0;
     CLAIM(EVENTS, !told);
     told = 1;
     eFlush()
  :: else
  fi
}

inline endVerification() { vOpen = 0; vRunning = 0; vAsked = 0 }

inline dropHeldIn() { do :: heldIn?p :: empty(heldIn) -> break od }

/* Another document: the one before is forgotten. */
inline eReplace(id, due) {
  ENDED(EPOCH, eId != doc + 1);
  eId = id;
  eReceived = 0;
  eLoaded = 1;
  eDue = due;
  if :: doc -> known = 1 :: else fi;
  eClosePort(0);
  endVerification();
  dropHeldIn();
  eRunning = 0;
  eHandshakes = 0;
  if :: !FAULTY(ANSWERED) -> working = 0 :: else fi;
  served = 0;
  answered = 0;
  if :: !FAULTY(SETTLED) -> ePending = 0 :: else fi;
  CLAIM(SETTLED, ePending == 0);
  if :: !FAULTY(CONNECTS) -> eConnected = 0 :: else fi;
  told = 0;
  eLast = 0
}

inline eRecognise(d, loading) {
  same = (eId == 0 && (!eReceived || !loading || !eLoaded)) || eId == d + 1;
  if
  :: same ->
     if :: eId == 0 && loading -> eDue = 1 :: else fi;
     eId = d + 1
  :: else -> eReplace(d + 1, 1)
  fi;
  if :: d -> seen = 1 :: else fi
}

/* PortUpgrade.hold(false) */
inline letGo() {
  eHeld = 0;
  if :: eDown -> eSending = 0 :: else fi;
  do :: heldOut?p -> if :: eUp && eSending -> ePost(p) :: else -> toA!p fi :: empty(heldOut) -> break od
}

inline eServe(msg, byPort) {
  if
  :: HAS(served, h) && !FAULTY(ONCE) ->
     if
     :: HAS(answered, h) && FAULTY(FIRST) -> CLAIM(FIRST, false);
     :: HAS(answered, h) && !FAULTY(FIRST) -> eSend(M(ANS, h, DOC(msg), 0))
     :: else
     fi
  :: else ->
     CLAIM(ONCE, !HAS(everServed, h));
     CLAIM(PORT, !(byPort && seen && DOC(msg) == 0));
     CLAIM(WINDOW, !(!byPort && known && DOC(msg) == 0));
     if
     :: h != OUTSIDE && !HAS(everServed, h) ->
        CLAIM(ORDER, h + 1 > eLast || off || late);
        EXCEPTION(BACK, h + 1 > eLast);
        eLast = h + 1
     :: else
     fi;
     ADD(everServed, h);
     if :: known && !HAS(owner, h) -> ADD(servedLate, h) :: else fi;
     ADD(served, h);
     ADD(working, h);
     if :: !SET(jobs) -> eAnswer(h) :: else fi
  fi
}

inline eAnswer(n) {
  DROP(working, n);
  ADD(answered, n);
  CLAIM(ANSWERED, !(known && !HAS(owner, n) && !HAS(servedLate, n)));
  eSend(M(ANS, n, HAS(owner, n), 0))
}

inline eTakeAnswer(msg) {
  if
  :: HAS(ePending, h) ->
     DROP(ePending, h);
     CLAIM(OWN, eId == 0 || DOC(msg) == eId - 1);
  :: else
  fi
}

inline eTakeKnown(msg, byPort) { /* what is not about who is there */
  h = NUMBER(msg);
  if :: KIND(msg) == REQ || (KIND(msg) == ANS && HAS(ePending, h)) -> eConnect() :: else fi;
  if
  :: KIND(msg) == REQ -> eServe(msg, byPort)
  :: KIND(msg) == ANS -> eTakeAnswer(msg)
  :: else
  fi
}

inline trustPort() { endVerification(); letGo(); release = 1 }

inline eShakeHands(msg) { /* the app's handshake, by the window */
  eRecognise(DOC(msg), MORE(msg));
  g = 0;
  if
  :: eUp == 0 || eClosed || FAULTY(ONE) ->
     CLAIM(ONE, eUp == 0 || eClosed);
     if :: eUp -> eForgetPort() :: else fi;
     assert(ports < 2);
     ports++;
     eUp = ports;
     g = ports
  :: else
  fi;
  eSend(M(HSA, NUMBER(msg), DOC(msg), g));
  g = 0;
  eConnect()
}

inline eTakeHandshake(msg) { /* the answer to the EHR's own */
  if
  :: HAS(eHandshakes, NUMBER(msg)) ->
     DROP(eHandshakes, NUMBER(msg));
     first = vOpen && HAS(vAsked, NUMBER(msg));
     eRecognise(DOC(msg), MORE(msg));
     eConnect();
     if :: first -> trustPort() :: else fi
  :: else
  fi
}

inline eReceive(msg, byPort) { /* Channel */
  if
  :: vOpen && byPort && !(KIND(msg) == HSA && HAS(vAsked, NUMBER(msg))) && !FAULTY(PORT) -> heldIn!msg
  :: else ->
     if
     :: KIND(msg) == HSQ -> eShakeHands(msg)
     :: KIND(msg) == HSA -> eTakeHandshake(msg)
     :: else -> eTakeKnown(msg, byPort)
     fi
  fi
}

inline eFromWindow(msg) { /* WindowLink */
  if
  :: KIND(msg) == SW && eUp == NUMBER(msg) + 1 && !eClosed && !eReading ->
     first = !eTaken;
     eTaken = 1;
     if
     :: first -> eSending = 1; toA!M(SW, eUp - 1, 0, 0); if :: FAULTY(ORDER) -> eReading = 1 :: else fi
     :: else -> eReading = 1
     fi
  :: KIND(msg) == SW && !(eUp == NUMBER(msg) + 1 && !eClosed && !eReading)
  :: OURS(msg) ->
     if
     :: eUp && (eReading || (eSending && KIND(msg) == HSQ)) ->
        eDowngrade();
        if
        :: FAULTY(HANDED) ->
           CLAIM(HANDED, !(len(heldOut) && (KIND(msg) == HSQ || KIND(msg) == HSA) && eId && DOC(msg) + 1 != eId));
           eHeld = 0;
           sendHeld()
        :: else
        fi
     :: else
     fi;
     if :: vOpen && KIND(msg) == HSQ && eId == DOC(msg) + 1 -> trustPort() :: else fi;
     todo = 1
  fi
}

inline verify() {
  if
  :: eId == 0 -> endVerification(); eClosePort(1); dropHeldIn()
  :: else ->
     if :: eUp && !FAULTY(HOLDS) -> eHeld = 1 :: else fi;
     vOpen = 1;
     if :: !vRunning -> vRunning = 1; eAsk(CHK, 1) :: else fi
  fi
}

inline eLoad() { /* AppSession.loaded() */
  if
  :: eLoaded && !eDue ->
     printf("STEP load other\n");
     eReplace(0, 0);
     if :: !FAULTY(WINDOW) -> stale = 0; do :: toE?p :: empty(toE) -> break od :: else fi
  :: else ->
     printf("STEP load\n");
     eLoaded = 1;
     eDue = 0;
     if :: eReceived -> verify() :: else fi
  fi;
  if :: !eConnected && !eRunning -> eRunning = 1; eAsk(HSE, 0) :: else fi
}

/* ---- the app's link ---- */

inline aPost(msg) {
  if :: eUp == aUp && !eClosed -> putE(aUp - 1, msg) :: else fi
}

inline aSend(msg) { if :: aSending -> aPost(msg) :: else -> toE!msg fi }

inline aDowngrade() {
  if
  :: aUp && !HAS(aDown, aUp - 1) ->
     ADD(aDown, aUp - 1);
     if :: !aSending -> toE!M(SW, aUp - 1, doc, 0) :: else fi;
     aPost(M(SW, 0, 0, 0));
     aSending = 0;
     ADD(aReading, aUp - 1);
     if :: FAULTY(ARRIVES) -> ADD(aClosed, aUp - 1); clearA(aUp - 1) :: else fi
  :: else
  fi
}

inline aShut(port) { /* what the EHR has said on it is all */
  ADD(aClosed, port);
  if :: aUp == port + 1 -> aDowngrade() :: else fi
}

/* ---- the app's channel ---- */

inline aConnect() {
  if
  :: !aConnected ->
     aConnected = 1;
     i = 0;
     do
     :: i < MOST && HAS(aQueued, i) -> DROP(aQueued, i); ADD(aPending, i); aSend(M(REQ, i, doc, 0)); i++
     :: i < MOST && !HAS(aQueued, i) -> i++
     :: i >= MOST -> break
     od;
     i = 0
  :: else
  fi
}

inline aReceive(msg) {
  h = NUMBER(msg);
  if
  :: KIND(msg) == HSE || KIND(msg) == CHK -> aSend(M(HSA, h, doc, !fired)); aConnect()
  :: KIND(msg) == HSA && DOC(msg) == doc && HAS(aHandshakes, h) ->
     DROP(aHandshakes, h);
     if
     :: MORE(msg) ->
        aDowngrade();
        aUp = MORE(msg);
        ADD(aMine, aUp - 1);
        toE!M(SW, aUp - 1, doc, 0)
     :: else
     fi;
     aConnect()
  :: KIND(msg) == HSA && !(DOC(msg) == doc && HAS(aHandshakes, h))
  :: KIND(msg) == REQ ->
     aConnect();
     CLAIM(ORDER, h + 1 > aLast || off || late);
     EXCEPTION(BACK, h + 1 > aLast);
     aLast = h + 1;
     ADD(aArrived, h);
     aSend(M(ANS, h, doc, 0))
  :: KIND(msg) == ANS ->
     if
     :: DOC(msg) == doc && HAS(aPending, h) -> aConnect(); DROP(aPending, h)
     :: else ->
        /* By a fault it is taken for the oldest that waits. */
        i = (FAULTY(OWN) -> 0 : MOST);
        do
        :: i < MOST && !HAS(aPending, i) -> i++
        :: i < MOST && HAS(aPending, i) -> CLAIM(OWN, i == h && DOC(msg) == doc); DROP(aPending, i); break
        :: i >= MOST -> break
        od;
        i = 0
     fi
  :: else
  fi
}

inline aFromWindow(msg) {
  if
  :: KIND(msg) == SW && aUp == NUMBER(msg) + 1 && !HAS(aClosed, aUp - 1) && !HAS(aReading, aUp - 1) ->
     if :: !HAS(aDown, aUp - 1) -> aSending = 1; toE!M(SW, aUp - 1, doc, 0) :: else fi;
     ADD(aReading, aUp - 1)
  :: KIND(msg) == SW && !(aUp == NUMBER(msg) + 1 && !HAS(aClosed, aUp - 1) && !HAS(aReading, aUp - 1))
  :: OURS(msg) ->
     if
     :: aUp && HAS(aReading, aUp - 1) && KIND(msg) != CHK -> aDowngrade()
     :: else
     fi;
     aReceive(msg)
  fi
}

/* ---- what happens ---- */

#define READS_E(port) (eUp == (port) + 1 && eReading && !eClosed)
#define READS_A(port) (HAS(aMine, port) && HAS(aReading, port) && !HAS(aClosed, port))
#define ALL_READ (empty(toE) && empty(toA) && empty(portE0) && empty(portE1) && empty(portA0) && empty(portA1) && empty(heldIn) && empty(heldOut))
/* The load event of the document that the EHR knows is still to come. */
#define LOAD_DUE (eId == doc + 1 && (!fired || HAS(loads, doc)))
#define OF_DOC (doc -> owner : ((1 << aCount) - 1) & ~owner) /* what the present document has asked */

inline replace() {
  ghost = (!HAS(aClosed, aUp - 1) -> aUp : 0);
  doc = 1; opened = 0; fired = 0; stale = len(toE);
  aConnected = 0; aHandshakes = 0; aAsked = 0; aUp = 0; aSending = 0; aMine = 0; aReading = 0; aClosed = 0; aDown = 0;
  aQueued = 0; aPending = 0; aLast = 0; aArrived = 0;
  clearA(0); clearA(1)
}

active proctype world() {
  c_code {
    documents = option("DOCUMENTS", 1);
    eAsks = option("ASKS", 3);
    aAsks = option("APP_ASKS", eAsks);
    jobs = option("JOBS", 0);
    repeats = option("REPEAT", 0);
    mayGoOff = option("OFF", 0);
    mayBeLate = option("LATE", 0);
    holder = option("HOLDER", 0);
    retries = option("RETRIES", 1);
    overtakes = option("OVERTAKES", 0);
    mayWait = option("WAIT", 3);
    walk = option("WALK", 0);
    fault = option("FAULT", 0);
    only = option("ONLY", 0);
    except = option("EXCEPT", 0);
  };
  do
  :: atomic {
       if
       :: nempty(toE) && (stale || !HAS(loads, 0) || !doc) -> toE?m
       :: READS_E(0) && nempty(portE0) -> portE0?m; via = 1
       :: READS_E(1) && nempty(portE1) -> portE1?m; via = 2
       fi;
       d_step {
         printf("STEP deliver EHR %d %d %d %d\n", via, KIND(m), NUMBER(m), DOC(m));
         if
         :: via == 0 -> if :: stale -> stale-- :: else fi; eFromWindow(m)
         :: via && KIND(m) == SW -> eShut()
         :: else -> todo = 1
         fi
       };
       do
       :: d_step { release && len(heldIn) -> heldIn?held; eTakeKnown(held, 1); held = 0 }
       :: d_step { !(release && len(heldIn)) && todo -> todo = 0; release = 0; eReceive(m, via) }
       :: d_step { !(release && len(heldIn)) && !todo -> m = 0; via = 0; release = 0 } -> break
       od }
  :: atomic {
       if
       :: nempty(toA) -> toA?m
       :: READS_A(0) && nempty(portA0) -> portA0?m; via = 1
       :: READS_A(1) && nempty(portA1) -> portA1?m; via = 2
       fi;
       d_step {
         printf("STEP deliver app %d %d %d %d\n", via, KIND(m), NUMBER(m), DOC(m));
         if
         :: !opened
         :: opened && via == 0 -> aFromWindow(m)
         :: opened && via && KIND(m) == SW -> aShut(via - 1)
         :: else -> aReceive(m)
         fi;
         m = 0;
         via = 0
       } }

  /* requests */
  :: d_step { eCount < SET(eAsks) && (eConnected || COUNT(eQueued) < SET(mayWait)) -> printf("STEP ask EHR %d\n", eCount);
       if
       :: eConnected -> ADD(ePending, eCount); eSend(M(REQ, eCount, 0, 0))
       :: else -> ADD(eQueued, eCount)
       fi;
       eCount++ }
  :: d_step { opened && aCount < SET(aAsks) && (aConnected || COUNT(aQueued) < SET(mayWait)) -> printf("STEP ask app %d\n", aCount);
       if :: doc -> ADD(owner, aCount) :: else fi;
       if
       :: aConnected -> ADD(aPending, aCount); aSend(M(REQ, aCount, doc, 0))
       :: else -> ADD(aQueued, aCount)
       fi;
       aCount++ }
  :: d_step { HAS(working, 0) -> printf("STEP answer 0\n"); eAnswer(0) }
  :: d_step { HAS(working, 1) -> printf("STEP answer 1\n"); eAnswer(1) }
  :: d_step { HAS(working, 2) -> printf("STEP answer 2\n"); eAnswer(2) }
  :: d_step { HAS(working, 3) -> printf("STEP answer 3\n"); eAnswer(3) }
  :: d_step { SET(repeats) && !repeated && aConnected && HAS(OF_DOC & ~aQueued, 0) -> printf("STEP repeat 0\n");
       repeated = 1; aSend(M(REQ, 0, doc, 0)) }

  /* handshakes */
  :: d_step { !opened -> printf("STEP open\n"); opened = 1; aAsked = 1; ADD(aHandshakes, 0); toE!M(HSQ, 0, doc, !fired) }
  :: d_step { SET(retries) && opened && !aConnected && aAsked < 2 -> printf("STEP retry app\n");
       ADD(aHandshakes, aAsked); toE!M(HSQ, aAsked, doc, !fired); aAsked++ }
  :: d_step { SET(retries) && eRunning && !HAS(eRetried, 0) -> printf("STEP retry EHR\n"); ADD(eRetried, 0); eAsk(HSE, 0) }
  :: d_step { vRunning && !HAS(eRetried, 1) -> printf("STEP retry EHR\n"); ADD(eRetried, 1); eAsk(CHK, 1) }
  :: d_step { SET(mayBeLate) && eUp && !eClosed && !eReading && !late -> printf("STEP late\n"); late = 1; eDowngrade() }
  :: d_step { SET(mayGoOff) && aUp && !off -> printf("STEP off\n"); off = 1; aDowngrade() }

  /* documents */
  :: d_step { !fired -> printf("STEP fire\n"); fired = 1; ADD(loads, doc) }
  :: d_step { HAS(loads, 0) -> DROP(loads, 0); eLoad() }
  :: d_step { loads == 2 && ((eLoaded && !eDue) -> (len(toE) == stale || SET(overtakes)) : stale == 0) -> loads = 0; seen = 1; stale = 0; eLoad() }
  :: d_step { eDue && !LOAD_DUE -> printf("STEP time\n"); eDue = 0 }
  :: d_step { vRunning && eId != doc + 1 && !stale -> printf("STEP silence\n"); vRunning = 0; eClosePort(1) }
  :: d_step { SET(documents > 1) && !doc -> printf("STEP replace\n"); replace() }
  :: d_step { SET(holder) && ghost && !asked -> printf("STEP ask outside\n"); asked = 1;
       if :: eUp == ghost && !eClosed -> putE(ghost - 1, M(REQ, OUTSIDE, 0, 0)) :: else fi }

  /* Nothing is left to come: every run ends here. */
  :: d_step { ALL_READ && opened && fired && !loads && !working && !vRunning && !(SET(retries) && eRunning && !HAS(eRetried, 0)) -> printf("STEP rest\n");
       if :: c_expr { walk } -> printf("BROKEN 0\n"); assert(false) :: else fi;
       CLAIM(CONNECTS, wrong || (aConnected && told && eId == doc + 1));
       CLAIM(ARRIVES, wrong || ((OF_DOC & ~everServed) == 0 && aPending == 0 && aQueued == 0));
       CLAIM(ARRIVES, wrong || (ePending == 0 && eQueued == 0 && (doc || aArrived == (1 << eCount) - 1)));
       } -> break
  od
}
