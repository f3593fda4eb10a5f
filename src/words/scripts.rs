//! Comments of scripts, and what scripts say when they stop.

use super::Words;
use super::template::templates;
use crate::remedy::Id;
use crate::remedy::powershell::ScriptWords;

templates! {
    /// Comments of scripts, and what scripts say when they stop.
    Scripts {
        take_addresses_off();
        disable_connector();
        pin_on_default();
        dedicated_internal_connector();
        exchange_server_on_relay();
        replace_cut_list();
        restore_exchange_authentication();
        restore_default_connector();
        move_to_frontend();
        narrow_open_relay();
        relay_right_on_default();
        restore_ranges();
        disable_unused();
        run_on(server);
        run_on_one_of(servers);
        in_short();
        and_more(count);
        /// On how many more servers the command above is the same.
        and_alike(count: counted);
        /// That the lists of the servers differ by their own addresses.
        but_own_addresses();
        own_left_out();
        own_put_in();
        /// How many servers must share one line of output.
        alike_share_a_line(count);
        /// Output: the line of servers that print the same.
        alike_print(count, values);
        rehearses();
        undoes();
        retries();
        save_as();
        check();
        bounds();
        landing();
        claim();
        prove();
        is_proved();
        answers_no_more(server, connector, addresses);
        would_not_answer(server, connector, addresses);
        backup();
        rehearsal();
        change();
        verify();
        retry();
        rollback();
        on_server(server, connector);
        must_list(connector);
        must_hold(connector);
        must_not_hold();
        must_print(connector, property, value);
        queues_must();
        old_value(property, value);
        custom_stays();
        restart(server);
        not_found(connector);
        not_as_pasted(connector, property);
        exists(connector);
        neither_state(connector, property);
        /// Output: where the backup is.
        backup_is_in(folder);
    }
}

impl ScriptWords for Words {
    fn title(&self, id: Id) -> &'static str {
        let say = &self.scripts;
        match id {
            Id::TakeAddressesOff => say.take_addresses_off,
            Id::DisableConnector => say.disable_connector,
            Id::PinOnDefault => say.pin_on_default,
            Id::DedicatedInternalConnector => say.dedicated_internal_connector,
            Id::ExchangeServerOnRelay => say.exchange_server_on_relay,
            Id::ReplaceCutList => say.replace_cut_list,
            Id::RestoreExchangeAuthentication => say.restore_exchange_authentication,
            Id::RestoreDefaultConnector => say.restore_default_connector,
            Id::MoveToFrontend => say.move_to_frontend,
            Id::NarrowOpenRelay => say.narrow_open_relay,
            Id::RelayRightOnDefault => say.relay_right_on_default,
            Id::RestoreRanges => say.restore_ranges,
            Id::DisableUnusedConnector => say.disable_unused,
        }
    }

    fn where_to_run(&self, servers: &[String]) -> String {
        match servers {
            [one] => self.scripts.run_on(one),
            _ => self.scripts.run_on_one_of(self.list(servers)),
        }
    }

    fn in_short(&self) -> &'static str {
        self.scripts.in_short
    }

    fn and_more(&self, count: usize) -> String {
        self.scripts.and_more(count)
    }

    fn and_alike(&self, count: usize) -> String {
        self.scripts.and_alike(count)
    }

    fn but_own_addresses(&self) -> &'static str {
        self.scripts.but_own_addresses
    }

    fn own_left_out(&self) -> &'static str {
        self.scripts.own_left_out
    }

    fn own_put_in(&self) -> &'static str {
        self.scripts.own_put_in
    }

    fn connectors(&self, identities: &[String]) -> String {
        self.connectors(identities).to_string()
    }

    fn alike_share_a_line(&self, count: usize) -> String {
        self.scripts.alike_share_a_line(count)
    }

    fn alike_print(&self, count: &str, values: &str) -> String {
        self.scripts.alike_print(count, values)
    }

    fn usage(&self, has_rollback: bool, has_queues: bool) -> String {
        let say = &self.scripts;
        let parts = [
            Some(say.rehearses),
            has_rollback.then_some(say.undoes),
            has_queues.then_some(say.retries),
            Some(say.save_as),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn check(&self) -> &'static str {
        self.scripts.check
    }

    fn bounds(&self) -> &'static str {
        self.scripts.bounds
    }

    fn landing(&self) -> &'static str {
        self.scripts.landing
    }

    fn claim(&self) -> &'static str {
        self.scripts.claim
    }

    fn prove(&self) -> &'static str {
        self.scripts.prove
    }

    fn is_proved(&self) -> &'static str {
        self.scripts.is_proved
    }

    fn answers_no_more(&self, server: &str, connector: &str, addresses: &str) -> String {
        self.scripts.answers_no_more(server, connector, addresses)
    }

    fn would_not_answer(&self, server: &str, connector: &str, addresses: &str) -> String {
        self.scripts.would_not_answer(server, connector, addresses)
    }

    fn backup(&self) -> &'static str {
        self.scripts.backup
    }

    fn rehearsal(&self) -> &'static str {
        self.scripts.rehearsal
    }

    fn change(&self) -> &'static str {
        self.scripts.change
    }

    fn verify(&self) -> &'static str {
        self.scripts.verify
    }

    fn retry(&self) -> &'static str {
        self.scripts.retry
    }

    fn rollback(&self) -> &'static str {
        self.scripts.rollback
    }

    fn on_server(&self, server: &str, connector: &str) -> String {
        self.scripts.on_server(server, connector)
    }

    fn must_list(&self, connector: &str) -> String {
        self.scripts.must_list(connector)
    }

    fn must_hold(&self, connector: &str) -> String {
        self.scripts.must_hold(connector)
    }

    fn must_not_hold(&self) -> &'static str {
        self.scripts.must_not_hold
    }

    fn must_print(&self, connector: &str, property: &str, value: &str) -> String {
        self.scripts.must_print(connector, property, value)
    }

    fn queues_must(&self) -> &'static str {
        self.scripts.queues_must
    }

    fn old_value(&self, property: &str, value: &str) -> String {
        self.scripts.old_value(property, value)
    }

    fn custom_stays(&self) -> &'static str {
        self.scripts.custom_stays
    }

    fn restart(&self, server: &str) -> String {
        self.scripts.restart(server)
    }

    fn not_found(&self, connector: &str) -> String {
        self.scripts.not_found(connector)
    }

    fn not_as_pasted(&self, connector: &str, property: &str) -> String {
        self.scripts.not_as_pasted(connector, property)
    }

    fn exists(&self, connector: &str) -> String {
        self.scripts.exists(connector)
    }

    fn neither_state(&self, connector: &str, property: &str) -> String {
        self.scripts.neither_state(connector, property)
    }

    fn backup_is_in(&self) -> String {
        self.scripts.backup_is_in("{0}")
    }
}
