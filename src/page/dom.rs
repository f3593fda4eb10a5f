//! A small way to fill templates: a [`Part`] is an element of the page, or nothing.
//!
//! Every operation on nothing does nothing, so a page that someone cut up shows less instead of failing. Text reaches
//! the document as text nodes and attribute values only, never as markup. Nothing here is worth inlining: each call
//! crosses into the browser, and the file is what people carry around.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTemplateElement, Node};

use crate::intake::characters;
use crate::words::PageWords;

/// The document.
pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// An element of the page, or nothing.
#[derive(Clone, Debug)]
pub(super) struct Part(Option<Element>);

impl From<Option<Element>> for Part {
    fn from(element: Option<Element>) -> Self {
        Self(element)
    }
}

impl Part {
    /// The element with an id.
    #[inline(never)]
    pub(super) fn id(id: &str) -> Self {
        Self(document().and_then(|d| d.get_element_by_id(id)))
    }

    /// A new element that is nowhere yet.
    pub(super) fn new(tag: &str) -> Self {
        Self(document().and_then(|d| d.create_element(tag).ok()))
    }

    /// It and what is in it as markup, written by the browser.
    pub(super) fn markup(&self) -> String {
        self.0.as_ref().map(Element::outer_html).unwrap_or_default()
    }

    /// A fresh copy of the template `t-NAME`.
    #[inline(never)]
    pub(super) fn template(name: &str) -> Self {
        let copy = || {
            let template = document()?.get_element_by_id(&format!("t-{name}"))?;
            let first = template.dyn_into::<HtmlTemplateElement>().ok()?.content().first_element_child()?;
            first.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()
        };
        Self(copy())
    }

    /// The element below this one with `data-slot="NAME"`.
    #[inline(never)]
    pub(super) fn slot(&self, name: &str) -> Self {
        self.find(&format!("[data-slot={name}]"))
    }

    /// The first element below this one that a selector fits.
    #[inline(never)]
    pub(super) fn find(&self, selector: &str) -> Self {
        Self(self.0.as_ref().and_then(|e| e.query_selector(selector).ok().flatten()))
    }

    /// All elements below this one that a selector fits.
    #[inline(never)]
    pub(super) fn all(&self, selector: &str) -> Vec<Self> {
        let list = self.0.as_ref().and_then(|e| e.query_selector_all(selector).ok());
        let Some(list) = list else { return Vec::new() };
        (0..list.length()).filter_map(|i| list.item(i)).map(|n| Self(n.dyn_into().ok())).collect()
    }

    /// This element or the nearest around it that a selector fits.
    #[inline(never)]
    pub(super) fn closest(&self, selector: &str) -> Self {
        Self(self.0.as_ref().and_then(|e| e.closest(selector).ok().flatten()))
    }

    /// Whether there is an element, and nothing around it is hidden.
    pub(super) fn is_shown(&self) -> bool {
        self.exists() && !self.closest("[hidden]").exists()
    }

    /// Whether there is an element.
    pub(super) fn exists(&self) -> bool {
        self.0.is_some()
    }

    /// The element as a more special one.
    pub(super) fn cast<T: JsCast>(&self) -> Option<T> {
        self.0.clone().and_then(|e| e.dyn_into().ok())
    }

    /// Replaces what is in it with text.
    #[inline(never)]
    pub(super) fn text(&self, text: &str) -> &Self {
        if let Some(element) = &self.0 {
            element.set_text_content(Some(&characters::visible(text)));
        }
        self
    }

    /// The text in it.
    #[inline(never)]
    pub(super) fn text_content(&self) -> String {
        self.0.as_ref().and_then(|e| e.text_content()).unwrap_or_default()
    }

    /// Replaces what is in a slot with text.
    #[inline(never)]
    pub(super) fn set(&self, slot: &str, text: &str) -> &Self {
        self.slot(slot).text(text);
        self
    }

    /// Puts text into a slot, or takes the slot away where there is none.
    #[inline(never)]
    pub(super) fn set_or_drop(&self, slot: &str, text: &str) -> &Self {
        let slot = self.slot(slot);
        if text.is_empty() {
            slot.remove();
        } else {
            slot.text(text);
        }
        self
    }

    /// Appends a part.
    #[inline(never)]
    pub(super) fn add(&self, child: &Self) -> &Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            let _ = element.append_child(child);
        }
        self
    }

    /// Appends text.
    #[inline(never)]
    pub(super) fn add_text(&self, text: &str) -> &Self {
        if let (Some(element), Some(document)) = (&self.0, document()) {
            let node: Node = document.create_text_node(text).into();
            let _ = element.append_child(&node);
        }
        self
    }

    /// Appends a new element with text and a class.
    #[inline(never)]
    pub(super) fn add_new(&self, tag: &str, class: &str, text: &str) -> Self {
        let new = Self::new(tag);
        new.text(text);
        if !class.is_empty() {
            new.class(class);
        }
        self.add(&new);
        new
    }

    /// Takes everything out of it.
    pub(super) fn empty(&self) -> &Self {
        self.text("")
    }

    /// Takes it out of the page.
    #[inline(never)]
    pub(super) fn remove(&self) {
        if let Some(element) = &self.0 {
            element.remove();
        }
    }

    /// Shows or hides it.
    #[inline(never)]
    pub(super) fn show(&self, shown: bool) -> &Self {
        if let Some(element) = self.cast::<HtmlElement>() {
            element.set_hidden(!shown);
        }
        self
    }

    /// Sets an attribute.
    #[inline(never)]
    pub(super) fn attr(&self, name: &str, value: &str) -> &Self {
        if let Some(element) = &self.0 {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// An attribute; empty where it is missing.
    #[inline(never)]
    pub(super) fn get(&self, name: &str) -> String {
        self.0.as_ref().and_then(|e| e.get_attribute(name)).unwrap_or_default()
    }

    /// Takes an attribute away.
    pub(super) fn drop_attr(&self, name: &str) -> &Self {
        if let Some(element) = &self.0 {
            let _ = element.remove_attribute(name);
        }
        self
    }

    /// The element around it.
    pub(super) fn parent(&self) -> Self {
        Self(self.0.as_ref().and_then(|e| e.parent_element()))
    }

    /// Adds a class.
    #[inline(never)]
    pub(super) fn class(&self, name: &str) -> &Self {
        let classes = self.get("class");
        self.attr("class", if classes.is_empty() { name.to_owned() } else { format!("{classes} {name}") }.as_str())
    }

    /// Whether a `details` element is open.
    pub(super) fn is_open(&self) -> bool {
        self.0.as_ref().is_some_and(|e| e.has_attribute("open"))
    }

    /// Opens or closes a `details` element.
    #[inline(never)]
    pub(super) fn open(&self, open: bool) -> &Self {
        if let Some(element) = &self.0 {
            let _ = if open { element.set_attribute("open", "") } else { element.remove_attribute("open") };
        }
        self
    }

    /// Sets a custom property of its style, through the object model: the policy forbids style attributes.
    pub(super) fn style(&self, property: &str, value: &str) -> &Self {
        if let Some(element) = self.cast::<HtmlElement>() {
            let _ = element.style().set_property(property, value);
        }
        self
    }

    /// The value of an input.
    #[inline(never)]
    pub(super) fn value(&self) -> String {
        let input = self.cast::<HtmlInputElement>().map(|i| i.value());
        let input = input.or_else(|| self.cast::<web_sys::HtmlSelectElement>().map(|s| s.value()));
        input.or_else(|| self.cast::<web_sys::HtmlTextAreaElement>().map(|t| t.value())).unwrap_or_default()
    }

    /// Sets the value of an input.
    pub(super) fn set_value(&self, value: &str) -> &Self {
        if let Some(input) = self.cast::<HtmlInputElement>() {
            input.set_value(value);
        }
        self
    }

    /// Moves the keyboard here.
    pub(super) fn focus(&self) -> &Self {
        if let Some(element) = self.cast::<HtmlElement>() {
            let _ = element.focus();
        }
        self
    }

    /// Scrolls it into view.
    pub(super) fn reveal(&self) -> &Self {
        if let Some(element) = &self.0 {
            element.scroll_into_view();
        }
        self
    }

    /// Clicks it.
    pub(super) fn click(&self) {
        if let Some(element) = self.cast::<HtmlElement>() {
            element.click();
        }
    }
}

/// How far the page is scrolled down, in pixels.
pub(super) fn scrolled() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page so far down.
pub(super) fn scroll_to(down: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, down);
    }
}

/// Writes the words of a language into everything that asks for them, templates included.
pub(super) fn translate(words: &PageWords) {
    let Some(document) = document() else { return };
    let entries = words.entries();
    if let Some(root) = document.document_element() {
        let root = Part(Some(root));
        let templates = root.all("template");
        let mut places = root.all("[data-word],[data-word-label],[data-word-placeholder]");
        for template in templates {
            let Some(content) = template.cast::<HtmlTemplateElement>().map(|t| t.content()) else { continue };
            let Ok(list) = content.query_selector_all("[data-word],[data-word-label]") else { continue };
            places.extend((0..list.length()).filter_map(|i| list.item(i)).map(|n| Part(n.dyn_into().ok())));
        }
        for place in places {
            for (attribute, target) in
                [("data-word", ""), ("data-word-label", "aria-label"), ("data-word-placeholder", "placeholder")]
            {
                let name = place.get(attribute);
                let Some(word) = entries.iter().find(|entry| entry.name == name).map(|entry| entry.text) else {
                    continue;
                };
                if target.is_empty() {
                    place.text(word)
                } else {
                    place.attr(target, word)
                };
            }
        }
    }
}

/// The part an event happened on.
pub(super) fn target(event: &web_sys::Event) -> Part {
    Part(event.target().and_then(|t| JsValue::from(t).dyn_into().ok()))
}
