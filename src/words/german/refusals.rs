//! Befehle, die Exchange abgelehnt hat.

use crate::words::refusals::Refusals;

pub(super) const WORDS: Refusals = Refusals {
    title: "Exchange hat den Befehl wegen {rule} abgelehnt.",
    title_in_the_way: "Exchange hat den Befehl abgelehnt: {connectors} {connectors|steht|stehen} im Weg.",
    what: "Der Connector wurde nicht geändert.",
    roles: "{connectors} {connectors|lauscht|lauschen} an derselben lokalen Adresse mit demselben Port für einen anderen \
        Transportdienst. Einen Endpunkt kann nur ein Dienst haben, wie auch immer die RemoteIPRanges sind.",
    ranges: "{connectors} {connectors|hat|haben} dieselbe lokale Adresse mit demselben Port, und Bereiche in RemoteIPRanges, \
        die gleich sind oder sich teilweise überlappen.",
    ranges_listed: "{connectors} {connectors|hat|haben} dieselbe lokale Adresse mit demselben Port, und einer der Bereiche, \
        {ranges}, ist gleich einem Bereich des Befehls oder überlappt ihn teilweise.",
    fqdn: "Mit ExchangeServer in AuthMechanism darf Fqdn nur {allowed} sein, oder leer.",
    why_conflict: "Exchange vergleicht einen Connector mit jedem anderen des Servers, auch mit deaktivierten. Bereiche an \
        einem Endpunkt müssen getrennt sein, oder einer ganz im anderen liegen.",
    why: "Exchange prüft den ganzen Connector, wie er nach dem Befehl wäre; auch Werte, die der Befehl nicht nennt, zählen.",
    action_roles: "Geben Sie dem Connector dieselbe Rolle (Set-ReceiveConnector -TransportRole; FrontendTransport für Port 25 auf einem Server \
        mit Front-End), oder einen anderen Port oder eine andere lokale Adresse.",
    action_ranges: "Legen Sie den Bereich ganz in die des anderen Connectors oder ganz daneben, oder binden Sie eine andere \
        lokale Adresse oder einen anderen Port. Sollen Adressen übergehen, nehmen Sie sie zuerst mit Set-ReceiveConnector dem \
        anderen Connector weg.",
    action_fqdn: "Lassen Sie -Fqdn in Set-ReceiveConnector weg. Für einen anderen Namen nehmen Sie einen Connector ohne ExchangeServer: \
        Andere Exchange-Server melden sich an dem Namen an, der angekündigt wird.",
    action_external: "Führen Sie Set-ReceiveConnector mit -AuthMechanism 'Tls, ExternalAuthoritative' und -PermissionGroups \
        ExchangeServers in einem Befehl aus, mit weiteren Gruppen, wenn sie gebraucht werden.",
    action_custom_group: "Führen Sie Set-ReceiveConnector mit -PermissionGroups ohne Custom aus. Custom sagt nur, dass es zusätzliche Rechte gibt: \
        Add-ADPermission vergibt sie, und sie bleiben.",
    action_suppress: "Setzen Sie zuerst UseDowngradedExchangeServerAuth auf dem Server: Set-TransportService mit \
        -UseDowngradedExchangeServerAuth $true, dann Set-ReceiveConnector. Gedacht ist das nur für WAN-Optimierer.",
    action: "Geben Sie alle Werte, die die Regel nennt, in einem Befehl Set-ReceiveConnector an.",
};
