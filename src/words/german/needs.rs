//! What would settle a finding, and what it settles.

use crate::words::needs::Needs;

pub(super) const WORDS: Needs = Needs {
    server_addresses: "Die Adressen von {servers}",
    server_addresses_why: "Warteschlangen nennen Server, Connectors listen Adressen: Die Adresse entscheidet, welcher \
        Connector antwortet.",
    receive_connectors: "Die Empfangsconnectors von {servers} mit allen Eigenschaften",
    receive_connectors_of_targets: "Die Empfangsconnectors der Server, an die die Warteschlange zustellt",
    receive_connectors_why: "Sie zeigen, welcher Connector geantwortet hat und was er anbietet.",
    edge_connectors: "Die Empfangsconnectors des Edge-Servers, dort ausgegeben",
    edge_connectors_why: "Sie zeigen, welcher Connector geantwortet hat und was er anbietet; kein anderer Server kann \
        sie ausgeben.",
    everything: "Warteschlangen mit LastError, Empfangsconnectors, Versionen und Adressen aller Server",
    everything_why: "Was gelesen wurde, zeigt keinen hier bekannten Fehler und nichts, das scheitert: Warum Mail \
        wartet, steht in LastError einer Warteschlange. Der Befehl liest nur.",
    whole_lists: "Die ganze Liste von {connectors}",
    whole_lists_why: "In den verborgenen Einträgen kann die Adresse des Absenders stehen.",
    queue_details: "{queues} als Liste",
    queue_details_of_the_queue: "Die Warteschlange als Liste",
    queue_details_why: "LastError sagt, was gescheitert ist, LastRetryTime, wann.",
    ehlo_reply: "Was {targets} auf EHLO antwortet, gefragt vom sendenden Server aus",
    ehlo_reply_why: "XXXX statt X-ANONYMOUSTLS oder eine Begrüßung aus Sternchen: ein Gerät auf dem Weg. X-EXPS ohne \
        X-ANONYMOUSTLS: das Zertifikat des Ziels.",
    send_protocol_log: "Das Sendeprotokoll von {servers}",
    send_protocol_log_of_the_sender: "Das Sendeprotokoll des sendenden Servers",
    send_protocol_log_why: "Es zeigt die benutzte Adresse, den erreichten Server und dessen Antwort auf EHLO.",
    receive_protocol_log: "Das Empfangsprotokoll von {servers}",
    receive_protocol_log_why: "Seine Spalte connector-id nennt den Connector, der wirklich geantwortet hat.",
    connector_permissions: "Die Rechte anonymer Absender auf {connectors}",
    connector_permissions_why: "ms-Exch-SMTP-Accept-Any-Recipient ist das Recht zum Weiterleiten.",
    connector_permissions_of: "Die Rechte von {user} auf {connectors}",
    connector_permissions_of_why: "Exchange prüft das Recht an dem Connector, an den das Front-End die Sitzung weitergibt.",
    connector_users: "Wer die Empfangsconnectors von {servers} benutzt",
    connector_users_of_the_servers: "Wer die Empfangsconnectors der Server benutzt",
    connector_users_why: "Die neuesten Empfangsprotokolle, ausgezählt: welcher Connector welcher Adresse geantwortet hat, und wie oft.",
    service_principal_name: "Das Konto mit dem Dienstprinzipalnamen SMTPSVC/{hosts}",
    service_principal_name_why: "Kerberos findet den Server über den Namen, den der Connector nennt.",
    queue_progress: "Wie sich {queues} innerhalb einer Minute bewegt",
    queue_progress_of_the_queue: "Wie sich die Warteschlange innerhalb einer Minute bewegt",
    queue_progress_why: "Eine Warteschlange, die kürzer wird, stellt zu; eine Antwort in LastError nennt, was scheitert.",
    component_requesters: "Wer die Transportkomponenten von {servers} abgeschaltet hat",
    component_requesters_why: "Eine Komponente wird erst wieder aktiv, wenn jeder, der sie abgeschaltet hat, sie zurücksetzt.",
    gateway_address: "Die Gateways, Firewalls und Load Balancer vor {servers}",
    gateway_address_of_the_servers: "Die Gateways, Firewalls und Load Balancer vor den Servern",
    gateway_address_why: "Wer durch eines kommt, das Adressen umsetzt, sieht aus wie dieses.",
    next_step_why: "Was hinter der Antwort steht, kann die Eingabe nicht zeigen.",
    send_connectors: "Die Sendeconnectors mit ihren Smarthosts und ihrer Anmeldung",
    send_connectors_why: "SmartHostAuthMechanism ExchangeServer verlangt von der Gegenseite die Exchange-Server-Authentifizierung; kein Host außerhalb der Organisation kann sie geben.",
    certificates: "Das interne Transportzertifikat von {servers}",
    certificates_why: "Ohne es bietet der Server kein X-ANONYMOUSTLS an; die Ereignisse 12012 bis 12015 sagen es.",
    first_of_several: "{why} Damit anfangen: Das klärt am meisten.",
};
