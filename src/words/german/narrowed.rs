//! Was bekannte SMTP-Antworten bedeuten, die auf eine Ursache eingegrenzt sind.

use crate::words::narrowed::{NarrowedReplies, NarrowedReply};
use crate::words::outcomes::Told;
use crate::words::replies::Explanation;

pub(super) const WORDS: NarrowedReplies = NarrowedReplies {
    proxy_destination: NarrowedReply {
        explanation: Explanation {
            headline: "Das Front-End fand keinen Server, an den es die Sitzung weitergeben kann.",
            meaning: "PRX1: Für diesen Empfänger ist kein Transportdienst verfügbar. Um den Connector, den der Client sieht, \
                geht es nicht.",
            check: "Nachsehen, ob die Komponente HubTransport auf den Servern hinter dem Front-End aktiv ist.",
        },
        outcomes: [
            Told {
                see: "HubTransport mit Inactive oder Draining",
                means: "Dieser Server nimmt keine Mail an: Das ist die Ursache. Mit Set-ServerComponentState auf Active \
                    setzen, und zwar als der Requester, der sie abgeschaltet hat.",
            },
            Told {
                see: "HubTransport überall Active",
                means: "Nachsehen, ob dort der Dienst MSExchangeTransport läuft und einen Domänencontroller erreicht.",
            },
        ],
    },
    proxy_connection: NarrowedReply {
        explanation: Explanation {
            headline: "Das Front-End konnte den Transportdienst dahinter nicht erreichen.",
            meaning: "PRX3: Auf Port 2525 nahm niemand die Verbindung an. Um den Connector, den der Client sieht, geht es \
                nicht.",
            check: "Port 2525 vom Front-End aus prüfen.",
        },
        outcomes: [
            Told {
                see: "Ein Fehler: abgelehnt, oder keine Antwort in der Zeit",
                means: "Abgelehnt: Der Dienst MSExchangeTransport läuft nicht, oder kein HubTransport-Connector lauscht auf \
                    2525. Keine Antwort: Zwischen den Servern ist eine Firewall.",
            },
            Told {
                see: "open",
                means: "Der Port ist jetzt erreichbar. Die Nachricht noch einmal senden; scheitert sie wieder, nutzt das \
                    Front-End einen anderen Server oder eine andere Adresse.",
            },
        ],
    },
    proxy_protocol: NarrowedReply {
        explanation: Explanation {
            headline: "Der Transportdienst hinter dem Front-End hat einen Befehl abgelehnt.",
            meaning: "PRX4: Die Verbindung kam zustande, der Dialog scheiterte. Meist wurde ein HubTransport-Connector auf \
                Port 2525 geändert. Um den Connector, den der Client sieht, geht es nicht.",
            check: "Die HubTransport-Connectors auf Port 2525 mit denen vergleichen, die das Setup anlegt.",
        },
        outcomes: [
            Told {
                see: "ExchangeServer fehlt in AuthMechanism, ExchangeServers fehlt in PermissionGroups, die Bereiche sind \
                    eingeengt, oder ein eigener Connector liegt auf Port 2525",
                means: "Das ist die Ursache: den Connector zurücksetzen oder die Adressen der Server vom eigenen Connector \
                    nehmen.",
            },
            Told {
                see: "Auf Port 2525 nur Connectors, wie das Setup sie anlegt",
                means: "Das Sendeprotokoll des Front-Ends zeigt, welcher Befehl abgelehnt wurde.",
            },
        ],
    },
    proxy_socket: NarrowedReply {
        explanation: Explanation {
            headline: "Die Verbindung zwischen dem Front-End und dem Transportdienst brach ab.",
            meaning: "PRX5: Die Verbindung kam zustande und wurde getrennt. Der Dienst wurde beendet oder hatte zu wenig \
                Ressourcen, oder ein Virenschutz oder ein Gerät hat sie getrennt. Um den Connector, den der Client sieht, geht \
                es nicht.",
            check: "Nach Ereignissen des Transportdienstes zu dieser Zeit suchen: Ende, Start und Rückstau (Back Pressure).",
        },
        outcomes: [
            Told {
                see: "Der Dienst endete oder startete zu dieser Zeit, oder ein Ereignis 15004 bis 15007",
                means: "Das ist die Ursache: Das Ereignis nennt den Grund.",
            },
            Told {
                see: "Nichts dergleichen",
                means: "Ein Virenschutz oder ein Gerät trennt die Verbindung auf Port 2525. Das Sendeprotokoll des Front-Ends \
                    zeigt, nach welchem Befehl.",
            },
        ],
    },
    untrusted_root: NarrowedReply {
        explanation: Explanation {
            headline: "Dem Stammzertifikat der Gegenseite wird hier nicht vertraut.",
            meaning: "UntrustedRoot: Die Kette des Zertifikats endet in einem Stammzertifikat, das nicht im Speicher der \
                vertrauenswürdigen Stammzertifizierungsstellen des sendenden Servers liegt. An einem Empfangsconnector liegt \
                es nicht.",
            check: "Nachsehen, ob das Stammzertifikat der Gegenseite in diesem Speicher liegt und nicht abgelaufen ist.",
        },
        outcomes: [
            Told {
                see: "Kein gültiges Stammzertifikat der Stelle, die das Zertifikat der Gegenseite ausgestellt hat",
                means: "Das ist die Ursache: Windows seine Stammzertifikate aktualisieren lassen oder dieses importieren.",
            },
            Told {
                see: "Dieses Stammzertifikat, nicht abgelaufen",
                means: "Die Gegenseite sendet eine unvollständige Kette, oder ein Gerät auf dem Weg zeigt ein eigenes \
                    Zertifikat. Das Sendeprotokoll nennt das gezeigte Zertifikat.",
            },
        ],
    },
    direct_send: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online lehnt Direct Send für diese Organisation ab.",
            meaning: "Der Absender gehört zu einer Domäne des Mandanten, und weder das Zertifikat noch die öffentliche Adresse \
                passt zu einem eingehenden Connector. Der Mandant hat Direct Send abgeschaltet (RejectDirectSend).",
            check: "Nachsehen, wer dort direkt sendet. Über einen Sendeconnector mit Zertifikat senden oder die öffentliche \
                Adresse in einen eingehenden Connector des Mandanten aufnehmen.",
        },
        outcomes: [
            Told {
                see: "Ein Sendeconnector zu Exchange Online mit TlsCertificateName",
                means: "Sein Zertifikat passt zu keinem eingehenden Connector: mit Get-InboundConnector in Exchange Online \
                    vergleichen.",
            },
            Told {
                see: "Kein Sendeconnector zu Exchange Online, oder keiner mit TlsCertificateName",
                means: "Ein Gerät oder Programm sendet direkt. Es über einen Empfangsconnector hier senden lassen oder seine \
                    öffentliche Adresse in einen eingehenden Connector des Mandanten aufnehmen.",
            },
        ],
    },
    partner_connector: NarrowedReply {
        explanation: Explanation {
            headline: "Ein Partnerconnector in Exchange Online nimmt andere Adressen oder ein anderes Zertifikat an.",
            meaning: "Ein eingehender Connector vom Typ Partner passt zur Domäne und lässt nur die Adressen oder das \
                Zertifikat zu, die er nennt. Die Sitzung hat keines davon gezeigt.",
            check: "Das Zertifikat des Sendeconnectors und die öffentliche IP-Adresse mit diesem eingehenden Connector in \
                Exchange Online vergleichen (Get-InboundConnector).",
        },
        outcomes: [
            Told {
                see: "TlsCertificateName passt zu keinem Zertifikat oder zu einem abgelaufenen",
                means: "Die Sitzung hat kein gültiges Zertifikat gezeigt: Das ist die Ursache. Das gültige eintragen.",
            },
            Told {
                see: "Es passt zu einem gültigen Zertifikat",
                means: "RestrictDomainsToCertificate oder RestrictDomainsToIPAddresses des eingehenden Connectors nennt ein \
                    anderes Zertifikat oder eine andere Adresse: in Exchange Online berichtigen.",
            },
        ],
    },
    no_certificate_shown: NarrowedReply {
        explanation: Explanation {
            headline: "Die Sitzung zu Exchange Online hat kein Zertifikat gezeigt.",
            meaning: "EmptyCertificate: Der sendende Server hat kein Zertifikat vorgelegt. Die Cloud erkennt nicht, wessen \
                Mail das ist.",
            check: "Nachsehen, ob der Sendeconnector TLS verlangt und ein gültiges Zertifikat nennt (TlsCertificateName).",
        },
        outcomes: [
            Told {
                see: "RequireTLS False, oder ein TlsCertificateName, das zu keinem gültigen Zertifikat passt",
                means: "Das ist die Ursache: am Sendeconnector TLS verlangen und das gültige Zertifikat eintragen.",
            },
            Told {
                see: "RequireTLS True und ein gültiges Zertifikat dieses Namens",
                means: "Die Mail ging über einen anderen Sendeconnector oder Server, oder ein Gerät auf dem Weg entfernt \
                    STARTTLS.",
            },
        ],
    },
    client_logon: NarrowedReply {
        explanation: Explanation {
            headline: "Die Anmeldung eines Clients oder einer Anwendung wurde abgelehnt.",
            meaning: "Es ist nicht die Authentifizierung zwischen Exchange-Servern. Name oder Kennwort wurden abgelehnt, oder \
                der Connector, der geantwortet hat, nimmt diese Art der Anmeldung nicht an.",
            check: "Auf dem Server, den der Client erreicht, nach Ereignis 1035 suchen: Es nennt den Connector, das Verfahren \
                und den Grund.",
        },
        outcomes: [
            Told {
                see: "Ereignis 1035 mit der Adresse des Clients und LogonDenied",
                means: "Name oder Kennwort wurden abgelehnt: das Konto im Client prüfen.",
            },
            Told {
                see: "Kein Ereignis 1035 mit dieser Adresse",
                means: "Der Client erreicht einen anderen Server oder einen Connector, der diese Anmeldung nicht annimmt. Das \
                    Empfangsprotokoll nennt ihn.",
            },
        ],
    },
    account_refused: NarrowedReply {
        explanation: Explanation {
            headline: "Die Anmeldung eines Clients wurde abgelehnt.",
            meaning: "Name oder Kennwort wurden abgelehnt. Es ist nicht die Authentifizierung zwischen Exchange-Servern.",
            check: "Im Sicherheitsprotokoll des Servers nach Ereignis 4625 suchen: Es nennt das Konto und den Grund.",
        },
        outcomes: [
            Told {
                see: "Ereignis 4625 mit der Adresse des Clients",
                means: "Es nennt das Konto und in Status den Grund: 0xC000006A ist ein falsches Kennwort, 0xC0000064 ein \
                    unbekannter Name, 0xC0000234 ein gesperrtes Konto.",
            },
            Told {
                see: "Kein Ereignis 4625 zu dieser Zeit",
                means: "Ein Domänencontroller hat abgelehnt, oder eine Richtlinie verbietet das Verfahren: dort nach Ereignis \
                    4776 suchen.",
            },
        ],
    },
    server_logon_refused: NarrowedReply {
        explanation: Explanation {
            headline: "Die Anmeldung eines Exchange-Servers wurde abgelehnt.",
            meaning: "Der Connector, der geantwortet hat, bietet die Exchange-Server-Authentifizierung an. Hinter der Ablehnung \
                stehen Kerberos und Active Directory.",
            check: "Die Uhren der beiden Server vergleichen und nachsehen, welche Dienstprinzipalnamen das Ziel hat.",
        },
        outcomes: [
            Told {
                see: "Ein Unterschied von 300 Sekunden oder mehr, oder keine Zeile mit SMTPSVC",
                means: "Das ist die Ursache: die Uhr stellen, oder den fehlenden Dienstprinzipalnamen registrieren.",
            },
            Told {
                see: "Uhren auf Sekunden gleich, und SMTPSVC mit den Namen des Servers",
                means: "Die Tickets des Servers löschen, der sich angemeldet hat (klist -li 0x3e7 purge), und im Systemprotokoll \
                    beider nach Fehlern von Kerberos suchen.",
            },
        ],
    },
    cloud_misses_start_tls: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online verlangt TLS, und der Empfangsconnector hier bot kein STARTTLS an.",
            meaning: "Die Cloud sagt das über den Empfangsconnector, der ihr geantwortet hat. Er hat kein brauchbares \
                Zertifikat, ein anderer Connector als der vorgesehene hat geantwortet, oder ein Gerät davor entfernt STARTTLS.",
            check: "Nachsehen, welcher Empfangsconnector auf Port 25 die Adressen von Exchange Online annimmt (meist Default \
                Frontend) und ob TlsCertificateName dort zu einem gültigen Zertifikat des Servers passt.",
        },
        outcomes: [
            Told {
                see: "TlsCertificateName an diesem Connector, das zu keinem gültigen Zertifikat unten passt",
                means: "Er kann kein STARTTLS anbieten: Das ist die Ursache. Den Namen neu setzen.",
            },
            Told {
                see: "Es passt zu einem gültigen Zertifikat",
                means: "Ein anderer Connector antwortet der Cloud, oder ein Gerät entfernt STARTTLS. Die öffentliche Adresse von \
                    außen nach EHLO fragen.",
            },
        ],
    },
    cloud_cannot_connect: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online konnte diese Organisation nicht erreichen.",
            meaning: "Die Cloud sagt das über die Adresse, an die sie sendet. Dort nahm auf Port 25 niemand die Verbindung an, \
                oder eine Firewall lässt sie nicht durch.",
            check: "Nachsehen, ob auf Port 25 des veröffentlichten Servers ein Dienst lauscht, dann den Port von außen prüfen.",
        },
        outcomes: [
            Told {
                see: "Keine Zeile mit LISTENING für Port 25",
                means: "Dort lauscht nichts: Das ist die Ursache. Den Dienst MSExchangeFrontEndTransport starten.",
            },
            Told {
                see: "Eine Zeile mit LISTENING für Port 25",
                means: "Eine Firewall oder die öffentliche Adresse ist die Ursache: Port 25 für die Adressen von Exchange Online \
                    durchlassen.",
            },
        ],
    },
    outside_in_trouble: NarrowedReply {
        explanation: Explanation {
            headline: "Das empfangende System außerhalb der Organisation nimmt gerade keine Mail an.",
            meaning: "Es meldet eigene Schwierigkeiten. An keinem Server und keinem Connector hier liegt es.",
            check: "Diesen Host nach EHLO fragen. Lehnt er weiter ab, abwarten oder den Betreiber fragen.",
        },
        outcomes: [
            Told {
                see: "220 und die Antwort des Hosts auf EHLO",
                means: "Er nimmt wieder Verbindungen an. Retry-Queue ausführen.",
            },
            Told {
                see: "Eine Zeile mit 4xx, oder keine Antwort",
                means: "Er hat weiter Schwierigkeiten. Exchange versucht es von selbst wieder; den Betreiber fragen.",
            },
        ],
    },
};
