//! `#[derive(Read)]`: how a struct is read from a `kefu_contract::read::Value`.
//!
//! It follows the same `#[serde(…)]` attributes as serde's own derive, so that a field is described once. An
//! attribute it does not know is a compile error, lest the two come apart.
#![deny(missing_docs)]

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, GenericParam, Generics, LitStr, Path, Result,
    meta::ParseNestedMeta, parse_quote,
};

/// Implements `kefu_contract::read::Read`, and in a browser also serde's `Deserialize` by way of it.
#[proc_macro_derive(Read, attributes(serde))]
pub fn derive_read(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(input).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: DeriveInput) -> Result<TokenStream> {
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| match meta.path.is_ident("transparent") {
            true => Ok(()),
            false => Err(meta.error("not an attribute that reading knows")),
        })?;
    }
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "only structs are read field by field"));
    };
    let body = match &data.fields {
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
        impl #deserialized ::serde::Deserialize<'de> for #name #given #conditions {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                ::kefu_contract::read::deserialize(deserializer)
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
    let Some(name) = &field.ident else { return Err(Error::new_spanned(field, "no name")) };
    let mut described =
        Described { name: name.to_string(), missing: Missing::Null, skipped: false, optional: false };
    for attribute in &field.attrs {
        described.take(attribute)?;
    }
    let key = described.name;
    Ok(match described.missing {
        _ if described.optional => quote! { #name: fields.required(#key) },
        _ if described.skipped => quote! { #name: ::core::default::Default::default() },
        Missing::Null => quote! { #name: fields.required(#key) },
        Missing::Default => quote! { #name: fields.or_else(#key, ::core::default::Default::default) },
        Missing::Call(function) => quote! { #name: fields.or_else(#key, #function) },
    })
}

/// What serde's attributes say about a field.
struct Described {
    name: String,
    missing: Missing,
    skipped: bool,
    /// Whether it is an option, which reads from nothing by itself.
    optional: bool,
}

impl Described {
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
            self.optional = meta.value()?.parse::<LitStr>()?.value() == "Option::is_none";
        } else if meta.path.is_ident("skip") {
            self.skipped = true;
        } else {
            return Err(meta.error("not an attribute that reading knows"));
        }
        Ok(())
    }
}
