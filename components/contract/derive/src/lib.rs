//! `#[derive(Read)]`: how a struct is read from a `kefu_contract::read::Value`. `#[derive(ToJson)]`: how it is
//! written as text.
//!
//! They follow the same `#[serde(…)]` attributes as serde's own derives, so that a field is described once. An
//! attribute they do not know is a compile error, lest they come apart.
#![deny(missing_docs)]

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, GenericParam, Generics, Ident, LitStr, Path, Result,
    meta::ParseNestedMeta, parse_quote,
};

/// Implements `kefu_contract::read::Read`, and in a browser also serde's `Deserialize` by way of it.
#[proc_macro_derive(Read, attributes(serde))]
pub fn derive_read(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    reading(input).unwrap_or_else(Error::into_compile_error).into()
}

/// Implements `kefu_contract::json::ToJson`.
#[proc_macro_derive(ToJson, attributes(serde))]
pub fn derive_to_json(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    writing(input).unwrap_or_else(Error::into_compile_error).into()
}

/// The struct's fields, once its attributes are known to be known.
fn fields(input: &DeriveInput) -> Result<&Fields> {
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| match meta.path.is_ident("transparent") {
            true => Ok(()),
            false => Err(meta.error("not an attribute that is known here")),
        })?;
    }
    match &input.data {
        Data::Struct(data) => Ok(&data.fields),
        _ => Err(Error::new_spanned(&input.ident, "only structs are taken field by field")),
    }
}

fn reading(input: DeriveInput) -> Result<TokenStream> {
    let body = match fields(&input)? {
        Fields::Named(fields) => {
            let fields = fields.named.iter().map(read_field).collect::<Result<Vec<_>>>()?;
            quote! {
                let mut fields = ::kefu_contract::read::Fields::of(value, sound);
                Self { #(#fields),* }
            }
        }
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            quote! { Self(::kefu_contract::read::Read::read(value, sound)) }
        }
        _ => return Err(Error::new_spanned(&input.ident, "only named fields, or one without a name")),
    };
    let name = &input.ident;
    let readable = bound(input.generics, &parse_quote!(::kefu_contract::read::Read));
    let (implemented, given, conditions) = readable.split_for_impl();
    let mut borrowing = readable.clone();
    borrowing.params.insert(0, parse_quote!('de));
    let (deserialized, _, _) = borrowing.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #implemented ::kefu_contract::read::Read for #name #given #conditions {
            fn read(value: &mut ::kefu_contract::read::Value, sound: &mut bool) -> Self {
                #body
            }
        }

        #[cfg(target_arch = "wasm32")]
        #[automatically_derived]
        impl #deserialized ::kefu_contract::read::serde::Deserialize<'de> for #name #given #conditions {
            fn deserialize<D: ::kefu_contract::read::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::kefu_contract::read::deserialize(deserializer)
            }
        }
    })
}

fn writing(input: DeriveInput) -> Result<TokenStream> {
    let body = match fields(&input)? {
        Fields::Named(fields) => {
            let fields = fields.named.iter().map(write_field).collect::<Result<Vec<_>>>()?;
            quote! {
                let mut object = ::kefu_contract::json::Object::begin(out);
                #(#fields)*
                object.end();
            }
        }
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            quote! { ::kefu_contract::json::ToJson::write_json(&self.0, out) }
        }
        _ => return Err(Error::new_spanned(&input.ident, "only named fields, or one without a name")),
    };
    let name = &input.ident;
    let generics = bound(input.generics, &parse_quote!(::kefu_contract::json::ToJson));
    let (implemented, given, conditions) = generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #implemented ::kefu_contract::json::ToJson for #name #given #conditions {
            fn write_json(&self, out: &mut ::std::string::String) {
                #body
            }
        }
    })
}

fn bound(mut generics: Generics, to: &Path) -> Generics {
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(#to));
        }
    }
    generics
}

/// What a field's value is when there is none.
enum Missing {
    /// As if it were null.
    Null,
    /// The type's default.
    Default,
    /// What a function gives.
    Call(Path),
}

/// One field of a struct expression.
fn read_field(field: &Field) -> Result<TokenStream> {
    let (name, described) = described(field)?;
    let key = &described.name;
    Ok(match &described.missing {
        // An option reads from nothing by itself.
        _ if described.is_optional() => quote! { #name: fields.required(#key) },
        _ if described.skipped => quote! { #name: ::core::default::Default::default() },
        Missing::Null => quote! { #name: fields.required(#key) },
        Missing::Default => quote! { #name: fields.or_else(#key, ::core::default::Default::default) },
        Missing::Call(function) => quote! { #name: fields.or_else(#key, #function) },
    })
}

/// One statement that writes a field.
fn write_field(field: &Field) -> Result<TokenStream> {
    let (name, described) = described(field)?;
    let key = &described.name;
    Ok(match &described.left_out {
        _ if described.skipped => TokenStream::new(),
        Some(condition) => quote! { if !#condition(&self.#name) { object.field(#key, &self.#name); } },
        None => quote! { object.field(#key, &self.#name); },
    })
}

/// What serde's attributes say about a field.
struct Described {
    name: String,
    missing: Missing,
    skipped: bool,
    /// Says of a value that it is not written.
    left_out: Option<Path>,
}

fn described(field: &Field) -> Result<(&Ident, Described)> {
    let Some(name) = &field.ident else { return Err(Error::new_spanned(field, "no name")) };
    let mut described =
        Described { name: name.to_string(), missing: Missing::Null, skipped: false, left_out: None };
    for attribute in &field.attrs {
        described.take(attribute)?;
    }
    Ok((name, described))
}

impl Described {
    fn is_optional(&self) -> bool {
        let condition = self.left_out.as_ref().and_then(|path| path.segments.last());
        condition.is_some_and(|last| last.ident == "is_none")
    }

    fn take(&mut self, attribute: &Attribute) -> Result<()> {
        if !attribute.path().is_ident("serde") {
            return Ok(());
        }
        attribute.parse_nested_meta(|meta| self.note(&meta))
    }

    fn note(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        if meta.path.is_ident("rename") {
            self.name = meta.value()?.parse::<LitStr>()?.value();
        } else if meta.path.is_ident("default") {
            self.missing = match meta.value() {
                Ok(function) => Missing::Call(function.parse::<LitStr>()?.parse()?),
                Err(_) => Missing::Default,
            };
        } else if meta.path.is_ident("skip_serializing_if") {
            self.left_out = Some(meta.value()?.parse::<LitStr>()?.parse()?);
        } else if meta.path.is_ident("skip") {
            self.skipped = true;
        } else {
            return Err(meta.error("not an attribute that is known here"));
        }
        Ok(())
    }
}
