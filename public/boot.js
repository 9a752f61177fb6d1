// Starts the application. A file of its own because the content security policy allows no inline script.
const app = document.querySelector('meta[name="kefu-app"]');
const skeleton = document.getElementById("skeleton");

try {
  const [script, wasm] = app.content.split(" ");
  const { default: init } = await import(script);
  await init({ module_or_path: wasm });
} catch (error) {
  // A page that cannot start says so; the console keeps the cause.
  console.error(error);
  const message = document.createElement("p");
  message.className = "boot-message";
  message.setAttribute("role", "alert");
  message.textContent = "页面没能加载完成，请检查网络后刷新。The page could not be loaded; please check the network and reload.";
  document.body.append(message);
} finally {
  skeleton?.remove();
}
